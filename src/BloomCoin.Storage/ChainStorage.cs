using System.Data.Common;

namespace BloomCoin.Storage;

/// <summary>What a node stores with: the chain store, and the data source that Orleans' providers take. Opening it migrates the schema.</summary>
public sealed partial class ChainStorage : IAsyncDisposable
{
    /// <summary>What is released at the end, in this order.</summary>
    private readonly IReadOnlyList<object> _owned;

    private ChainStorage(
        IChainStore chain, ICoinStore coins, IMempoolStore mempool, IReputationStore reputation, IAddressStore addresses,
        DbDataSource orleans, string orleansInvariant, params IReadOnlyList<object> owned)
    {
        (Chain, Coins, Mempool, Reputation, Addresses) = (chain, coins, mempool, reputation, addresses);
        (Orleans, OrleansInvariant, _owned) = (orleans, orleansInvariant, owned);
    }

    /// <summary>The blocks.</summary>
    public IChainStore Chain { get; }

    /// <summary>The outputs of the best chain, in the same database.</summary>
    public ICoinStore Coins { get; }

    /// <summary>What waits for a block, in the same database.</summary>
    public IMempoolStore Mempool { get; }

    /// <summary>What addresses of peers have earned, in the same database.</summary>
    public IReputationStore Reputation { get; }

    /// <summary>Where other nodes are, in the same database.</summary>
    public IAddressStore Addresses { get; }

    /// <summary>Has the tables of Orleans' clustering, grain storage and reminders.</summary>
    public DbDataSource Orleans { get; }

    /// <summary>The name by which Orleans' ADO.NET providers know this kind of database.</summary>
    public string OrleansInvariant { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            if (owned is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                ((IDisposable)owned).Dispose();
        }
    }
}
