namespace BloomCoin.Peering.Gossip;

/// <summary>The merges of the last heights: what GET_PHASE is answered from and what a lazy round announces. Not for several threads.</summary>
/// <remarks>wire-protocol 4: 100 heights, each for 60 s after its last change; the lowest goes first.</remarks>
public sealed class PhaseHistory(TimeProvider time)
{
    /// <summary>Heights that are held (phase_cache_size).</summary>
    public const int MaxHeights = 100;

    /// <summary>How long each is held, and how long a contribution counts (phase_ttl).</summary>
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(60);

    private readonly SortedList<uint, (HeldMerge Merge, long At)> _heights = [];

    /// <summary>Takes the newest merge of a height.</summary>
    public void Put(HeldMerge merge)
    {
        Expire();
        _heights[merge.Height] = (merge, time.GetTimestamp());
        if (_heights.Count > MaxHeights) _heights.RemoveAt(0);
    }

    /// <summary>Nothing is held for a height any more.</summary>
    public void Remove(uint height) => _heights.Remove(height);

    /// <summary>The merge of a height that is at most <paramref name="age"/> old; null when there is none.</summary>
    public HeldMerge? Find(uint height, TimeSpan age) =>
        _heights.TryGetValue(height, out var held) && time.GetElapsedTime(held.At) <= (age < Ttl ? age : Ttl) ? held.Merge : null;

    /// <summary>The merge of a height; null when none is held.</summary>
    public HeldMerge? Find(uint height) => Find(height, Ttl);

    /// <summary>The coherence of a height's last merge; 0 when none is held.</summary>
    public double RecentCoherence(uint height) => Find(height)?.Coherence ?? 0;

    /// <summary>All that is held, the lowest height first.</summary>
    public HeldMerge[] All()
    {
        Expire();
        return [.. _heights.Values.Select(held => held.Merge)];
    }

    private void Expire()
    {
        for (var index = _heights.Count - 1; index >= 0; index--)
        {
            if (time.GetElapsedTime(_heights.GetValueAtIndex(index).At) > Ttl) _heights.RemoveAt(index);
        }
    }
}
