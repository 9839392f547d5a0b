using BloomCoin.Chain;
using BloomCoin.Chain.Coins;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Mempool;

/// <summary>The outputs that a batch may spend: of held transactions, on the best chain, and of others in the batch.</summary>
/// <remarks>
/// The chain comes before the batch: a transaction that is in a block already is refused, and what spends its outputs is not.
/// </remarks>
internal sealed class BatchCoins
{
    private readonly TransactionPool _pool;
    private readonly int _nextHeight;
    private readonly Dictionary<OutPoint, CoinState> _onChain = [];

    /// <summary>Of two with one txid either will do: a txid covers the outputs.</summary>
    private readonly Dictionary<Hash256, Transaction> _batch = [];

    private BatchCoins(TransactionPool pool, int nextHeight) => (_pool, _nextHeight) = (pool, nextHeight);

    /// <summary>Reads what the pool does not hold, by one query.</summary>
    public static async Task<BatchCoins> Find(
        IReadOnlyCollection<CandidateTransaction> batch, TransactionPool pool, ICoinStore store, int nextHeight)
    {
        var coins = new BatchCoins(pool, nextHeight);
        var wanted = new HashSet<OutPoint>();
        foreach (var transaction in batch.Select(candidate => candidate.Transaction!))
        {
            coins._batch.TryAdd(transaction.Id, transaction);
            wanted.UnionWith(transaction.Inputs.Select(input => input.Spends).Where(output => !pool.Contains(output.TxId)));
        }

        if (wanted.Count > 0) await coins.Read([.. wanted], store);
        return coins;
    }

    /// <summary>What an input finds, were all of the batch valid.</summary>
    public CoinState Find(OutPoint output) =>
        _pool.TryFindOutput(output, _nextHeight, out var held) ? held
        : _onChain.TryGetValue(output, out var stored) ? stored
        : _batch.TryGetValue(output.TxId, out var maker) && output.Index < (uint)maker.Outputs.Count
            ? CoinState.Unspent(CoinOf(maker.Outputs[(int)output.Index]))
        : CoinState.Missing;

    /// <summary>Whether an output is only of one in the batch that the pool does not hold, or not yet.</summary>
    public bool IsAwaited(OutPoint output) =>
        _batch.ContainsKey(output.TxId) && !_onChain.ContainsKey(output) && !_pool.Contains(output.TxId);

    private async Task Read(IReadOnlyList<OutPoint> outputs, ICoinStore store)
    {
        var stored = await store.ReadCoins(outputs);
        for (var i = 0; i < outputs.Count; i++)
        {
            if (stored[i] is not { } coin) continue;
            _onChain[outputs[i]] = coin.SpentHeight is null ? CoinState.Unspent(coin.Coin) : CoinState.Spent(coin.Coin);
        }
    }

    private Coin CoinOf(TransactionOutput made) => new(made.Amount, made.Address, _nextHeight, IsCoinbase: false);
}
