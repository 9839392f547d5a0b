namespace BloomCoin.Grains.Mempool;

/// <summary>Best first: more units a byte, and among equals the earlier arrival. Exact: no rate is rounded.</summary>
internal sealed class FeeRateOrder : IComparer<PooledTransaction>
{
    public static readonly FeeRateOrder BestFirst = new();

    public int Compare(PooledTransaction? x, PooledTransaction? y)
    {
        var (left, right) = ((UInt128)x!.Fee * (uint)y!.Length, (UInt128)y.Fee * (uint)x.Length);
        return left == right ? x.Arrival.CompareTo(y.Arrival) : right.CompareTo(left);
    }
}
