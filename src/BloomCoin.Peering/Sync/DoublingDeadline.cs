namespace BloomCoin.Peering.Sync;

/// <summary>How long something may take: doubles each time it is missed, falls back by 15 % each time it is kept.</summary>
/// <remarks>
/// A deadline that only ever doubled would forgive a peer that was slow once for ever after; one that stayed the same would take
/// the work from peer after peer on a slow link of our own (bitcoin #9213). Both ends are bounded.
/// </remarks>
/// <param name="least">What it starts with and never falls below.</param>
/// <param name="most">What it never exceeds.</param>
public sealed class DoublingDeadline(TimeSpan least, TimeSpan most)
{
    private const double Fallback = 0.85;

    private double _times = 1;

    /// <summary>What it is now.</summary>
    public TimeSpan Current => least * _times;

    /// <summary>For the range that blocks the window: 2 s at first, at most 64 s (anchors, scenario 19).</summary>
    public static DoublingDeadline OfStall() => new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(64));

    /// <summary>For one answer with blocks: 8 MiB from a peer that paces itself to 1 MB/s take 8.4 s, two at once 16.8 s.</summary>
    public static DoublingDeadline OfBlocks() => new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(64));

    /// <summary>
    /// For one answer with headers, at most 184 KB: 5 s at first, at most 30 s, after which the gateway ends the connection.
    /// </summary>
    public static DoublingDeadline OfHeaders() => new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));

    /// <summary>It passed without the answer.</summary>
    public void Missed() => _times = Math.Min(_times * 2, most / least);

    /// <summary>The answer came in time.</summary>
    public void Kept() => _times = Math.Max(_times * Fallback, 1);
}
