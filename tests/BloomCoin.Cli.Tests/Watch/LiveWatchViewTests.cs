using BloomCoin.Abstractions.Phases;
using BloomCoin.Chain;
using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Cli.Watch;
using BloomCoin.Client.Facts;
using BloomCoin.Client.Watch;
using Spectre.Console;

namespace BloomCoin.Cli.Tests.Watch;

/// <summary>The whole picture, and what a terminal gets of it.</summary>
public sealed class LiveWatchViewTests
{
    private static readonly DateTimeOffset Noon = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_picture_of_a_mining_node_at_80_by_24()
    {
        var lines = WatchFrame.Draw(Mining(contributors: 3), 80, 24, Glyphs.Unicode);
        Assert.InRange(lines.Count, 15, 23);
        Assert.All(lines, line => Assert.Equal(80, line.Width));
        var text = string.Join('\n', lines.Select(line => line.ToString().TrimEnd()));
        Assert.All(
            [
                "BloomCoin devnet   2025-01-01T12:00:00Z",
                "tip     1234  deadbeef0000  4 s old",
                "blocks  12.4 a minute over 2 min",
                "sync    1234 of 1300, 5 peers, from peer:203.0.113.5:",   // what does not fit is cut off
                "phases  height 1235, coherence 0.9123, above z_c",
                "miner:0  attempt 1, round 321, r 0.750, 6 blocks",
                "3 contributors              coherence     share   age",
                "  miner:0                      0.9500    33.3 %   1 s",
                "  203.0.0.0/16                 0.9000    33.3 %   2 s",
                "  loopback/own                 0.9000    33.3 %   3 s",
            ],
            expected => Assert.Contains(expected, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Contributors_that_do_not_fit_are_counted()
    {
        var lines = WatchFrame.Draw(Mining(contributors: 1500), 80, 24, Glyphs.Unicode);
        Assert.Equal(23, lines.Count);
        Assert.Equal("  and 1496 more", lines[^1].ToString().TrimEnd());
    }

    [Fact]
    public void More_miners_than_fit_are_counted()
    {
        var state = Mining(contributors: 3);
        var miners = Enumerable.Range(0, 8).Select(number => KeyValuePair.Create(number, state.Node!.Miners[0].Value)).ToArray();
        var lines = WatchFrame.Draw(state with { Node = state.Node! with { Miners = miners } }, 80, 24, Glyphs.Unicode);
        Assert.Contains(lines, line => line.ToString().StartsWith("and 4 more miners", StringComparison.Ordinal));
    }

    [Theory, InlineData(80, 24), InlineData(40, 10), InlineData(20, 2), InlineData(1, 1), InlineData(300, 100), InlineData(76, 18)]
    public void A_picture_fits_its_terminal(int width, int height)
    {
        var lines = WatchFrame.Draw(Mining(contributors: 200) with { Loss = new string('x', 500) }, width, height, Glyphs.Ascii);
        Assert.InRange(lines.Count, 1, Math.Max(1, height - 1));
        Assert.All(lines, line => Assert.Equal(width, line.Width));
    }

    [Fact]
    public void A_lost_node_is_named_so_above_what_was_last_known()
    {
        var lines = WatchFrame.Draw(Mining(contributors: 3) with { Loss = "no answer for 4 s, trying on" }, 80, 24, Glyphs.Unicode);
        Assert.Equal([new FrameSpan("no answer for 4 s, trying on", Tone.Alarm)], lines[1].Spans.Take(1));
        Assert.Contains("tip     1234", lines[2].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_gets_each_picture_over_the_last_and_keeps_the_last()
    {
        using var written = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(written),
        });
        (console.Profile.Width, console.Profile.Height, console.Profile.Capabilities.Unicode) = (80, 24, true);
        var state = Mining(contributors: 3);
        await new LiveWatchView(console).Run(show =>
        {
            show(state with { Node = null });
            show(state);
            return Task.FromResult(state);
        });

        var text = written.ToString();
        Assert.Contains("waiting for the node's first answer", text, StringComparison.Ordinal);
        Assert.Contains("\u001b[2A", text, StringComparison.Ordinal);   // up, over the first picture
        Assert.Contains("\u001b[1;32m", text, StringComparison.Ordinal);   // z_c is passed: bold green of the palette
        Assert.EndsWith("\u001b[?25h", text, StringComparison.Ordinal);   // the cursor is given back
        Assert.True(text.LastIndexOf("3 contributors", StringComparison.Ordinal) > text.IndexOf("waiting", StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b[38;2", text, StringComparison.Ordinal);
    }

    private static WatchState Mining(int contributors)
    {
        var hash = new Hash256(Convert.FromHexString("DEADBEEF" + new string('0', 56)));
        var round = new PhaseRound(
            new MergedPhases(1235, contributors, 0.9123f, FakeNode.Phases(8192)),
            0.785,
            [
                new("miner:0", 0, 0.95f, 1 / 3d, TimeSpan.FromSeconds(1.9)),
                new(null, 4ul << 32 | 0xCB00_0000, 0.9f, 1 / 3d, TimeSpan.FromSeconds(2)),
                .. Enumerable.Range(3, Math.Min(1000, contributors) - 2)   // no more than a round carries
                    .Select(second => new PhaseContributor(null, 0, 0.9f, 1 / 3d, TimeSpan.FromSeconds(second))),
            ]);
        var node = new NodeSnapshot(
            "devnet",
            new(hash, 1234, new ChainWork(1235)),
            Noon.AddSeconds(-4),
            new(true, "peer:203.0.113.5:8333", 1234, 1300, 5),
            round,
            [new(0, new(true, 1235, 1, 321, 0.75, 1.25, FakeNode.Phases(0), 6, 9))]);
        return new(Noon, node, 12.4, TimeSpan.FromMinutes(2), [0.25, 0.5, null, 0.85, 0.9], null);
    }
}
