using BloomCoin.Client.Facts;
using BloomCoin.Client.Watch;

namespace BloomCoin.Cli.Watch;

/// <summary>What is to be shown at a moment.</summary>
/// <param name="Now">That moment.</param>
/// <param name="Node">What the node answered last; null before its first answer.</param>
/// <param name="BlocksAMinute">Null until enough has been seen.</param>
/// <param name="RateSpan">The time over which that is the mean.</param>
/// <param name="Coherences">Of the last minutes, oldest first, one each <see cref="CoherenceHistory.Step"/>.</param>
/// <param name="Loss">Why nothing is known of the node now; null while it answers.</param>
public sealed record WatchState(
    DateTimeOffset Now,
    NodeSnapshot? Node,
    double? BlocksAMinute,
    TimeSpan RateSpan,
    IReadOnlyList<double?> Coherences,
    string? Loss)
{
    /// <summary>Since the tip's timestamp; a block of a clock that is ahead is 0 s old.</summary>
    public TimeSpan TipAge => Node is null || Now < Node.TipTime ? TimeSpan.Zero : Now - Node.TipTime;
}
