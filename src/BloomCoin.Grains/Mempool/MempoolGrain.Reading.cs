using BloomCoin.Abstractions;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;

namespace BloomCoin.Grains.Mempool;

/// <summary>What others ask of the mempool. Reads interleave with a submission that waits; each sees the pool between two turns.</summary>
internal sealed partial class MempoolGrain
{
    /// <summary>Txids of one message, and so of one call (wire-protocol 2, MEMPOOL).</summary>
    private const int MaxInventory = 5000;

    /// <summary>Completes when what was kept is loaded: reads wait for it.</summary>
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<byte[]> FindUnknown(byte[] txids)
    {
        await _loaded.Task;
        var unknown = new List<byte>();
        foreach (var txid in txids.Chunk(Hash256.Length).Take(MaxInventory))
        {
            var id = new Hash256(txid);
            if (!_pool.Contains(id) && !_refused.Contains(id)) unknown.AddRange(txid);
        }

        return [.. unknown];
    }

    public async Task<TransactionAnswer> Find(byte[] txids, int maxBytes)
    {
        await _loaded.Task;
        var found = new LengthPrefixedWriter();
        var missing = new List<byte>();
        var answered = 0;
        foreach (var txid in txids.Chunk(Hash256.Length))
        {
            if (answered > 0 && found.Length >= maxBytes) break;
            if (_pool.Find(new Hash256(txid)) is { } held) found.Add(held.Transaction.Bytes.Span);
            else missing.AddRange(txid);
            answered++;
        }

        return new TransactionAnswer(new TransactionBatch(found.Take()), answered, [.. missing]);
    }

    public async Task<byte[]> GetInventory(int count)
    {
        await _loaded.Task;
        return Txids(_pool.ParentsFirst.Where(IsRelayed).Take(Math.Clamp(count, 1, MaxInventory)));
    }

    public async Task<MempoolView> List(int count)
    {
        await _loaded.Task;
        return new MempoolView(_pool.Count, _pool.Bytes, _pool.MaxBytes,
        [
            .. _pool.BestFirst.Take(Math.Clamp(count, 1, 1000)).Select(held => new MempoolEntry(
                held.Id, held.Length, held.Fee, held.Received, held.IsLocal, [.. held.Parents.Select(parent => parent.Id)])),
        ]);
    }

    public async Task<BlockSelection> SelectForBlock(int maxBytes)
    {
        var tip = await CatchUp();
        var chosen = _pool.SelectForBlock(maxBytes).ToList();
        var fees = chosen.Aggregate(0UL, (sum, one) => sum + one.Fee);
        return new BlockSelection(tip.Hash, fees, TransactionBatch.Of(chosen.Select(one => one.Transaction.Bytes)));
    }

    /// <summary>A block may return a transaction that no TX can carry.</summary>
    private static bool IsRelayed(PooledTransaction held) => held.Length <= MempoolLimits.MaxTransactionLength;

    private static byte[] Txids(IEnumerable<PooledTransaction> held) => [.. held.SelectMany(one => one.Id.ToArray())];
}
