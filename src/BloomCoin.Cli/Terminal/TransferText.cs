using BloomCoin.Cli.Blocks;

namespace BloomCoin.Cli.Terminal;

/// <summary>A step in words.</summary>
public static class TransferText
{
    /// <summary>As in "12000 blocks, 48 %, 2400 blocks/s".</summary>
    public static string Describe(TransferStep step, TimeSpan elapsed)
    {
        var done = step.Fraction is { } fraction ? $", {fraction * 100:0} %" : "";
        return $"{step.Height} blocks{done}, {Speed(step, elapsed)}";
    }

    /// <summary>As in "2400 blocks/s": the mean since the start, of what this run has moved.</summary>
    public static string Speed(TransferStep step, TimeSpan elapsed) =>
        $"{(elapsed > TimeSpan.Zero ? step.Moved / elapsed.TotalSeconds : 0):0} blocks/s";
}
