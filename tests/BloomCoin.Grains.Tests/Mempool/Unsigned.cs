using BloomCoin.Chain;
using BloomCoin.Grains.Mempool;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>Transactions for the pool, which looks at no signature and no amount.</summary>
internal static class Unsigned
{
    /// <summary>An output that is on the chain as far as the pool can tell.</summary>
    public static OutPoint Coin(int number)
    {
        var id = new byte[Hash256.Length];
        BitConverter.TryWriteBytes(id, number + 1);
        return new OutPoint(new Hash256(id), 0);
    }

    public static OutPoint Output(PooledTransaction maker, uint index = 0) => new(maker.Id, index);

    /// <param name="fee">Units.</param>
    /// <param name="spends">What it spends.</param>
    /// <param name="outputs">How many outputs it has: 40 bytes each.</param>
    /// <param name="salt">Tells it from another with the same inputs and outputs.</param>
    public static PooledTransaction Paying(ulong fee, IReadOnlyList<OutPoint> spends, int outputs = 1, uint salt = 0)
    {
        var made = Enumerable.Range(0, outputs).Select(index => new TransactionOutput((ulong)index + 1, default));
        var inputs = spends.Select(output => new TransactionInput(output, default));
        var transaction = Transaction.Create([.. inputs], [.. made], lockTime: salt);
        return new PooledTransaction(transaction, fee, DateTimeOffset.UnixEpoch, isLocal: false);
    }

    public static PooledTransaction Paying(ulong fee, params OutPoint[] spends) => Paying(fee, spends, outputs: 1);
}
