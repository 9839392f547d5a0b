using System.Globalization;
using BloomCoin.Abstractions.Mining;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Cli.Facts;
using BloomCoin.Client.Facts;
using BloomCoin.Client.Watch;

namespace BloomCoin.Cli.Watch;

/// <summary>The picture of a state: what the node is, the working height's phases, its miners, and whose contributions are merged.</summary>
/// <remarks>Made for 80 x 24. On a narrower or lower terminal the circle goes first, then what stands lowest.</remarks>
public static class WatchFrame
{
    private const int CircleColumns = 26, CircleRows = 13, LeastColumns = 76, LeastRows = 18;
    private const int Label = 8, SparklineLabel = 12;

    /// <param name="state">What is to be shown.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Rows of the terminal; the last stays free for the cursor.</param>
    /// <param name="glyphs">What it is made of.</param>
    public static IReadOnlyList<FrameLine> Draw(WatchState state, int width, int height, Glyphs glyphs)
    {
        var lines = new List<FrameLine> { Title(state), FrameLine.Of(state.Loss ?? "", Tone.Alarm) };
        if (state.Node is { } node)
        {
            var hasCircle = width >= LeastColumns && height >= LeastRows;
            var upper = Upper(state, node, hasCircle ? width - CircleColumns - 2 : width - 1, glyphs);
            lines.AddRange(hasCircle ? Beside(upper, OscillatorCircle.Draw(node.Phases, CircleColumns, CircleRows, glyphs), width) : upper);
            lines.Add(History(state.Coherences, width - 1, glyphs));
            lines.Add(new FrameLine());
            lines.AddRange(Contributors(node.Round, height - 1 - lines.Count));
        }
        else if (state.Loss is null)
        {
            lines.Add(FrameLine.Of("waiting for the node's first answer"));
        }

        return [.. lines.Take(Math.Max(1, height - 1)).Select(line => line.Fit(width))];
    }

    private static FrameLine Title(WatchState state) => new FrameLine()
        .Add(state.Node is null ? "BloomCoin" : $"BloomCoin {state.Node.Network}", Tone.Strong)
        .Add($"   {UtcTime.Format(state.Now)}   Ctrl+C ends", Tone.Faint);

    private static List<FrameLine> Upper(WatchState state, NodeSnapshot node, int width, Glyphs glyphs)
    {
        var r = (double?)node.Round?.Merged.Coherence;
        var lines = new List<FrameLine>
        {
            Fact("tip", $"{node.Tip.Height}  {ShortHash.Of(node.Tip.Hash.ToString())}  {Age.Format(state.TipAge)} old"),
            Fact("blocks", Blocks(state)),
            Fact("sync", $"{Sync(node)}"),
            new(),
            Fact("phases", $"height {node.WorkingHeight}, {Describe(r)}"),
            CoherenceBar.Draw(r, width, glyphs),
            CoherenceBar.Labels(width),
            new(),
        };
        if (node.Miners.Count == 0) lines.Add(FrameLine.Of("no miner mines here", Tone.Faint));
        var room = CircleRows - lines.Count;
        lines.AddRange(node.Miners.Take(room).Select(miner => Miner(miner.Key, miner.Value)));
        if (node.Miners.Count > room) lines[^1] = FrameLine.Of(Text($"and {node.Miners.Count - room + 1} more miners"));
        return lines;
    }

    private static FormattableString Blocks(WatchState state) => state.BlocksAMinute is { } rate
        ? (FormattableString)$"{rate:0.0} a minute over {Age.Format(state.RateSpan)}"
        : $"counting";

    private static string Sync(NodeSnapshot node)
    {
        var peers = Count(node.Sync.Peers, "peer");
        return node.Sync.IsRunning
            ? Text($"{node.Sync.Height} of {node.Sync.HeaderHeight}, {peers}, from {node.Sync.Source ?? "none yet"}")
            : $"idle, {peers}";
    }

    private static FormattableString Describe(double? coherence) => coherence switch
    {
        null => $"nothing held",
        >= CoherenceThresholds.Critical => $"coherence {coherence:0.0000}, above z_c",
        >= CoherenceThresholds.Eager => $"coherence {coherence:0.0000}, above 0.8",
        _ => $"coherence {coherence:0.0000}",
    };

    private static FrameLine Miner(int number, MinerState state) => FrameLine.Of(Text(
        $"{MinerName.Of(number)}  attempt {state.Attempt}, round {state.Round}, r {state.Coherence:0.000}, {Count(state.Blocks, "block")}"));

    private static FrameLine History(IReadOnlyList<double?> coherences, int width, Glyphs glyphs)
    {
        var columns = Math.Min(CoherenceHistory.Count, Math.Max(0, width - SparklineLabel));
        return Sparkline.Draw(coherences, columns, glyphs).Add($"  last {Age.Format(columns * CoherenceHistory.Step)}", Tone.Faint);
    }

    private static IEnumerable<FrameLine> Contributors(PhaseRound? round, int room)
    {
        if (round is null || room <= 0) yield break;
        var all = round.Merged.Contributors;
        yield return new FrameLine()
            .Add(Count(all, "contributor").PadRight(28), Tone.Strong)
            .Add("coherence     share   age", Tone.Faint);
        var shown = all < room ? all : Math.Max(0, room - 2);
        foreach (var contributor in round.Contributors.Take(shown))
        {
            var (origin, share) = (ContributionFacts.OriginOf(contributor), contributor.Share * 100);
            yield return FrameLine.Of(Text(
                $"  {origin,-26}   {contributor.Coherence:0.0000}   {share,5:0.0} %   {Age.Format(contributor.Age)}"));
        }

        if (shown < all) yield return FrameLine.Of(Text($"  and {all - Math.Min(shown, round.Contributors.Length)} more"), Tone.Faint);
    }

    private static IEnumerable<FrameLine> Beside(List<FrameLine> left, IReadOnlyList<FrameLine> right, int width)
    {
        var column = width - right[0].Width - 1;
        return right.Select((line, row) => (row < left.Count ? left[row] : new FrameLine()).Fit(column).Add(line));
    }

    private static FrameLine Fact(string name, FormattableString value) =>
        new FrameLine().Add(name.PadRight(Label), Tone.Faint).Add(Text(value));

    private static string Count(long number, string noun) => Text($"{number} {noun}{(number == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
