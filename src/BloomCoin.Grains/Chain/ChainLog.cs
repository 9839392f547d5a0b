using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Chain;

/// <summary>What the chain's news say beside <see cref="GrainsLog"/>, in its block of events.</summary>
internal static partial class ChainLog
{
    [LoggerMessage(2005, LogLevel.Warning, "Segment {Segment} could not be told that the chain changed from height {From} on; it will notice by itself")]
    public static partial void SegmentNotTold(this ILogger log, Exception exception, int segment, int from);
}
