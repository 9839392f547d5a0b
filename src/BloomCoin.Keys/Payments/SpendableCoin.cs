using BloomCoin.Chain;

namespace BloomCoin.Keys.Payments;

/// <summary>An output that the next block may spend.</summary>
/// <param name="Output">Its name.</param>
/// <param name="Amount">Units.</param>
public readonly record struct SpendableCoin(OutPoint Output, ulong Amount)
{
    /// <summary>The largest first; equal amounts by txid and position, so that the same coins always make the same payment.</summary>
    public static readonly IComparer<SpendableCoin> LargestFirst = Comparer<SpendableCoin>.Create(Compare);

    private static int Compare(SpendableCoin left, SpendableCoin right)
    {
        var byAmount = right.Amount.CompareTo(left.Amount);
        if (byAmount != 0) return byAmount;
        Span<byte> leftId = stackalloc byte[Hash256.Length];
        Span<byte> rightId = stackalloc byte[Hash256.Length];
        left.Output.TxId.CopyTo(leftId);
        right.Output.TxId.CopyTo(rightId);
        var byId = leftId.SequenceCompareTo(rightId);
        return byId != 0 ? byId : left.Output.Index.CompareTo(right.Output.Index);
    }
}
