namespace BloomCoin.Peering.Gossip;

/// <summary>Which merges one peer is known to have: for each height the last that it sent, was sent, and was told of. Not for several threads.</summary>
/// <remarks>
/// A contribution counts for 60 s only (phase_ttl). So what was sent is sent again after half of that although it is the same: else the
/// peer's own merge would lose it.
/// </remarks>
public sealed class KnownMerges(TimeProvider time)
{
    /// <summary>Heights remembered; the lowest is forgotten first, and is told once too often at worst.</summary>
    public const int MaxHeights = PhaseHistory.MaxHeights;

    /// <summary>When the same merge is sent or told once more.</summary>
    public static readonly TimeSpan Again = PhaseHistory.Ttl / 2;

    private readonly SortedList<uint, Known> _heights = [];

    public int Count => _heights.Count;

    /// <summary>The peer sent phases.</summary>
    /// <param name="height">Their height.</param>
    /// <param name="digest">What tells them from others.</param>
    /// <param name="at">The clock's timestamp: read once for a batch of a hundred.</param>
    public void Received(uint height, ulong digest, long at) => Remember(height, Find(height) with { Received = new Mark(digest, at) });

    /// <summary>The peer is sent a merge.</summary>
    public void Sent(HeldMerge merge) => Remember(merge.Height, Find(merge.Height) with { Sent = new Mark(merge.Digest, time.GetTimestamp()) });

    /// <summary>The peer is told that a merge is held.</summary>
    public void Announced(HeldMerge merge) =>
        Remember(merge.Height, Find(merge.Height) with { Announced = new Mark(merge.Digest, time.GetTimestamp()) });

    /// <summary>Whether the peer may lack a merge. One that holds nothing but what this peer sent would only come back to it.</summary>
    public bool MayLack(HeldMerge merge)
    {
        var known = Find(merge.Height);
        if (IsWithin(known.Received, PhaseHistory.Ttl) && (merge.Contributors <= 1 || known.Received!.Value.Digest == merge.Digest)) return false;
        return known.Sent?.Digest != merge.Digest || !IsWithin(known.Sent, Again);
    }

    /// <summary>Whether the peer may lack a merge and does not know that it is here.</summary>
    public bool IsNews(HeldMerge merge)
    {
        if (!MayLack(merge)) return false;
        var told = Find(merge.Height).Announced;
        return told?.Digest != merge.Digest || !IsWithin(told, Again);
    }

    private bool IsWithin(Mark? mark, TimeSpan span) => mark is { } made && time.GetElapsedTime(made.At) < span;

    private Known Find(uint height) => _heights.GetValueOrDefault(height);

    private void Remember(uint height, Known known)
    {
        _heights[height] = known;
        if (_heights.Count > MaxHeights) _heights.RemoveAt(0);
    }

    private readonly record struct Mark(ulong Digest, long At);

    private readonly record struct Known(Mark? Received, Mark? Sent, Mark? Announced);
}
