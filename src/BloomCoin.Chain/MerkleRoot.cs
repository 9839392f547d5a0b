using System.Buffers;

namespace BloomCoin.Chain;

/// <summary>Bitcoin's merkle root: pairwise double SHA-256, the last of an odd level doubled.</summary>
public static class MerkleRoot
{
    /// <summary>The root of the ids: zero of none, the id itself of one.</summary>
    /// <param name="txids">In the block's order.</param>
    /// <param name="repeatsTail">
    /// Two neighbours of a pair are equal: another list, without the repeated tail, has the same root (CVE-2012-2459).
    /// </param>
    public static Hash256 Compute(ReadOnlySpan<Hash256> txids, out bool repeatsTail)
    {
        repeatsTail = false;
        if (txids.Length <= 1)
            return txids.IsEmpty ? default : txids[0];

        var rented = ArrayPool<Hash256>.Shared.Rent(txids.Length);
        var level = rented.AsSpan(0, txids.Length);
        txids.CopyTo(level);
        while (level.Length > 1)
            level = level[..FoldLevel(level, ref repeatsTail)];
        var root = level[0];
        ArrayPool<Hash256>.Shared.Return(rented);
        return root;
    }

    /// <summary>Writes the level above to the start of this one and returns its length.</summary>
    private static int FoldLevel(Span<Hash256> level, ref bool repeatsTail)
    {
        Span<byte> pair = stackalloc byte[2 * Hash256.Length];
        for (var i = 0; i < level.Length; i += 2)
        {
            var left = level[i];
            var right = i + 1 < level.Length ? level[i + 1] : left;
            repeatsTail |= i + 1 < level.Length && left == right;
            left.CopyTo(pair);
            right.CopyTo(pair[Hash256.Length..]);
            level[i / 2] = DoubleSha256.Of(pair);
        }
        return (level.Length + 1) / 2;
    }
}
