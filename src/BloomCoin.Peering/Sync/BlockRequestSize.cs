namespace BloomCoin.Peering.Sync;

/// <summary>How many blocks one GET_BLOCKS asks for: as many as fit 8 MiB by the size of recent ones, 1 to 500 (wire-protocol 5).</summary>
public sealed class BlockRequestSize
{
    /// <summary>The most hashes in one GET_BLOCKS (wire-protocol 2).</summary>
    public const int MaxBlocks = 500;

    /// <summary>The size that an answer should not pass.</summary>
    public const int TargetBytes = 8 * 1024 * 1024;

    /// <summary>What the first requests ask for, when no block has come yet: they fit the target when blocks have 1 MiB.</summary>
    public const int FirstBlocks = 8;

    private const int RecentBlocks = 1000;

    private double _bytes, _blocks;

    /// <summary>Whether a block has come. Until then one request to a peer is enough: each costs it one of twenty a minute.</summary>
    public bool IsKnown => _blocks > 0;

    /// <summary>
    /// Blocks that the next request asks for. One answer is enough to know better: a chain of small blocks is asked for by 500 at once
    /// then, and a peer with large ones never owes more than it can send in time.
    /// </summary>
    public int Next => !IsKnown ? FirstBlocks : Math.Clamp((int)(TargetBytes / Math.Max(1, _bytes / _blocks)), 1, MaxBlocks);

    /// <summary>Learns from an answer. Old answers fade: about a thousand blocks count.</summary>
    public void Delivered(int blocks, long bytes)
    {
        var keep = Math.Clamp(1 - (blocks / (double)RecentBlocks), 0, 1);
        _bytes = (_bytes * keep) + bytes;
        _blocks = (_blocks * keep) + blocks;
    }
}
