namespace BloomCoin.Peering.Gossip;

/// <summary>Whether one peer's announcement of the working height is worth a GET_PHASE. Not for several threads.</summary>
public sealed class AnnouncedCoherence(TimeProvider time)
{
    /// <summary>Announcements that differ by no more are of the same merge.</summary>
    public const float Tolerance = 0.001f;

    /// <summary>
    /// When the same is asked for once more: what the peer sends counts for 60 s only. Less than <see cref="KnownMerges.Again"/>, so that a peer
    /// that announces the same again then is not taken to be early.
    /// </summary>
    public static readonly TimeSpan Again = PhaseHistory.Ttl / 3;

    private (uint Height, float Coherence, long At)? _asked;

    /// <summary>True when it is news; the peer is then taken to be asked.</summary>
    public bool TryAsk(uint height, float coherence)
    {
        if (_asked is { } asked
            && asked.Height == height
            && MathF.Abs(asked.Coherence - coherence) <= Tolerance
            && time.GetElapsedTime(asked.At) < Again)
        {
            return false;
        }

        _asked = (height, coherence, time.GetTimestamp());
        return true;
    }
}
