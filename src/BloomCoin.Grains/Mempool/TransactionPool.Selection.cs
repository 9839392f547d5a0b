using BloomCoin.Abstractions;

namespace BloomCoin.Grains.Mempool;

/// <summary>What a miner puts into a block, and what peers are told of.</summary>
internal sealed partial class TransactionPool
{
    /// <summary>Bytes of the shortest transaction: one input, one output, no less.</summary>
    private const int ShortestListed = LengthPrefixed.PrefixLength + 156;

    /// <summary>
    /// Best fee rate first, but each after all that it follows: who is told of them in this order can judge each at once.
    /// </summary>
    public IEnumerable<PooledTransaction> ParentsFirst => SelectForBlock(long.MaxValue);

    /// <summary>Transactions for a block, best fee rate first, each after all that it follows.</summary>
    /// <param name="maxBytes">What they may take in the block's list, each with its u32 length.</param>
    public IEnumerable<PooledTransaction> SelectForBlock(long maxBytes)
    {
        var taken = new HashSet<PooledTransaction>();
        foreach (var best in _byFeeRate)
        {
            if (maxBytes < ShortestListed) yield break;
            if (taken.Contains(best)) continue;

            var package = WithAncestors(best, taken);
            var length = package.Sum(one => (long)one.Length + LengthPrefixed.PrefixLength);
            if (length > maxBytes) continue;

            maxBytes -= length;
            foreach (var one in package)
            {
                taken.Add(one);
                yield return one;
            }
        }
    }

    /// <summary>
    /// An entry behind those of its ancestors that are not taken yet: fewer ancestors come first, and no one has as few as what it
    /// follows.
    /// </summary>
    private static List<PooledTransaction> WithAncestors(PooledTransaction entry, HashSet<PooledTransaction> taken) =>
    [
        .. AncestorsOf(entry).Where(one => !taken.Contains(one)).OrderBy(one => AncestorsOf(one).Count).ThenBy(one => one.Arrival),
        entry,
    ];
}
