using System.Data.Common;
using BloomCoin.Chain;

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>What every chain store promises (IChainStore). Each store's test class inherits the rules; each rule gets an empty store.</summary>
public abstract partial class ChainStoreRules : IAsyncLifetime
{
    private ChainStorage _storage = null!;

    /// <summary>The store under test.</summary>
    protected IChainStore Store => _storage.Chain;

    /// <summary>Its outputs.</summary>
    protected ICoinStore Coins => _storage.Coins;

    /// <summary>What waits for a block.</summary>
    protected IMempoolStore Mempool => _storage.Mempool;

    /// <summary>What addresses of peers have earned.</summary>
    protected IReputationStore Reputation => _storage.Reputation;

    /// <summary>Where other nodes are.</summary>
    protected IAddressStore Addresses => _storage.Addresses;

    /// <summary>Makes sure that the next <see cref="Open"/> finds an empty store.</summary>
    protected abstract Task CreateEmpty();

    protected abstract Task<ChainStorage> Open();

    /// <summary>The same database through connections of its own, as another process would use it.</summary>
    protected abstract (IChainStore Store, IAsyncDisposable Connections) OpenBeside();

    /// <summary>Changes the database behind the store's back.</summary>
    private async Task Execute(string sql)
    {
        var (_, connections) = OpenBeside();
        await using var _ = connections;
        await using var command = ((DbDataSource)connections).CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask InitializeAsync()
    {
        await CreateEmpty();
        _storage = await Open();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task Reopen()
    {
        await _storage.DisposeAsync();
        _storage = await Open();
    }

    /// <summary>Appends to an empty store, 500 at a time.</summary>
    private protected async Task Fill(IReadOnlyList<StoredBlock> blocks)
    {
        ChainTip? tip = null;
        foreach (var batch in blocks.Chunk(500))
        {
            Assert.True(await Store.Append(tip, batch));
            tip = TestChain.Tip(batch[^1]);
        }
    }
}
