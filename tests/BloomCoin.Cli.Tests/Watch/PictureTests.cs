using BloomCoin.Cli.Watch;

namespace BloomCoin.Cli.Tests.Watch;

/// <summary>The pieces of the picture, each from numbers to characters.</summary>
public sealed class PictureTests
{
    [Theory]
    [InlineData(null, "................................|.|.....")]
    [InlineData(0.0, "................................|.|.....")]
    [InlineData(0.5, "####################............|.|.....")]
    [InlineData(0.83, "################################|.|.....")]
    [InlineData(1.0, "################################|#|#####")]
    public void A_bar_is_as_long_as_the_coherence_and_marks_both_thresholds(double? coherence, string bar) =>
        Assert.Equal(bar, CoherenceBar.Draw(coherence, 40, Glyphs.Ascii).ToString());

    [Fact]
    public void Labels_stand_at_the_marks()
    {
        var (bar, labels) = (CoherenceBar.Draw(null, 50, Glyphs.Ascii).ToString(), CoherenceBar.Labels(50).ToString());
        Assert.Equal((bar.IndexOf('|'), bar.LastIndexOf('|')), (labels.IndexOf("0.8", StringComparison.Ordinal) + 2, labels.IndexOf('z')));
    }

    [Theory]
    [InlineData(0.79999, Tone.Plain), InlineData(0.8, Tone.Near), InlineData(0.866, Tone.Near)]
    [InlineData(0.8660254037844387, Tone.Bloomed), InlineData(1, Tone.Bloomed)]
    public void The_tone_changes_at_the_thresholds(double coherence, Tone tone) => Assert.Equal(tone, Thresholds.ToneOf(coherence));

    [Fact]
    public void A_sparkline_has_the_newest_at_the_right_and_gaps_where_nothing_was_held()
    {
        Assert.Equal("  ▁▂ ▅█", Sparkline.Draw([0, 0.125, null, 0.5, 1], 7, Glyphs.Unicode).ToString());
        Assert.Equal("▅█", Sparkline.Draw([0, 0.125, null, 0.5, 1], 2, Glyphs.Unicode).ToString());
    }

    [Fact]
    public void Dots_fall_into_the_braille_character_that_holds_their_place()
    {
        var grid = new DotGrid(2, 1);
        grid.Set(0, 0, Tone.Plain);
        grid.Set(1.9, 3.9, Tone.Plain);
        grid.Set(2, 1, Tone.Mean);
        grid.Set(-0.1, 0, Tone.Plain);
        grid.Set(4, 0, Tone.Plain);
        grid.Set(0, 4, Tone.Plain);
        var line = Assert.Single(grid.Draw(Glyphs.Unicode));
        Assert.Equal([new FrameSpan("⢁", Tone.Plain), new FrameSpan("⠂", Tone.Mean)], line.Spans);
        Assert.Equal("o*", Assert.Single(grid.Draw(Glyphs.Ascii)).ToString());
    }

    // Angle 0 is to the right, and a quarter of a turn is up.
    [Theory]
    [InlineData(0, 25, 6), InlineData(16384, 13, 0), InlineData(32768, 0, 6), InlineData(49152, 13, 12)]
    public void Oscillators_in_step_stand_in_a_row_outwards_at_their_angle(int phase, int column, int row)
    {
        var lines = OscillatorCircle.Draw(Enumerable.Repeat((ushort)phase, 63).ToArray(), 26, 13, Glyphs.Ascii);
        Assert.Equal((13, 26), (lines.Count, lines[0].Width));
        var points = Points(lines);
        Assert.Contains((column, row), points);
        Assert.InRange(points.Count, 3, 12);
        Assert.Contains(lines, line => line.ToString().Contains('*', StringComparison.Ordinal));   // the hand
    }

    [Fact]
    public void Oscillators_out_of_step_stand_all_around_and_the_hand_is_a_dot()
    {
        var phases = Enumerable.Range(0, 63).Select(i => (ushort)(i * 65536 / 63)).ToArray();
        var lines = OscillatorCircle.Draw(phases, 26, 13, Glyphs.Ascii);
        var points = Points(lines);
        Assert.True(points.Count > 25, $"{points.Count} characters hold points");
        Assert.Equal((true, true), (points.Exists(point => point.Column < 8), points.Exists(point => point.Column > 18)));
        Assert.Equal(1, lines.Sum(line => line.ToString().Count(c => c == '*')));
    }

    [Fact]
    public void Without_phases_the_dial_is_empty() => Assert.Empty(Points(OscillatorCircle.Draw([], 26, 13, Glyphs.Ascii)));

    private static List<(int Column, int Row)> Points(IReadOnlyList<FrameLine> lines) =>
    [
        .. from row in Enumerable.Range(0, lines.Count)
           from column in Enumerable.Range(0, lines[row].Width)
           where lines[row].ToString()[column] == 'o'
           select (column, row),
    ];
}
