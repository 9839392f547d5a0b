using BloomCoin.Client.Watch;

namespace BloomCoin.Cli.Watch;

/// <summary>A coherence from 0 to 1 as a bar that marks 0.8 and z_c, and the line of labels below it.</summary>
public static class CoherenceBar
{
    private const string EagerLabel = "0.8", CriticalLabel = "z_c";

    /// <param name="coherence">[0, 1]; null when nothing is held.</param>
    /// <param name="width">Columns.</param>
    /// <param name="glyphs">What it is made of.</param>
    public static FrameLine Draw(double? coherence, int width, Glyphs glyphs)
    {
        var r = coherence ?? 0;
        var (eager, critical) = (ColumnOf(CoherenceThresholds.Eager, width), ColumnOf(CoherenceThresholds.Critical, width));
        var (reached, line) = ((int)Math.Round(Math.Clamp(r, 0, 1) * width), new FrameLine());
        for (var column = 0; column < width; column++)
        {
            if (column == eager || column == critical) line.Add($"{glyphs.Mark}", Tone.Strong);
            else if (column < reached) line.Add($"{glyphs.Full}", Thresholds.ToneOf(r));
            else line.Add($"{glyphs.Empty}", Tone.Faint);
        }

        return line;
    }

    /// <summary>"0.8" ends and "z_c" begins at its mark.</summary>
    public static FrameLine Labels(int width)
    {
        var (eager, critical) = (ColumnOf(CoherenceThresholds.Eager, width), ColumnOf(CoherenceThresholds.Critical, width));
        return FrameLine.Of(EagerLabel.PadLeft(eager + 1).PadRight(critical) + CriticalLabel, Tone.Faint);
    }

    private static int ColumnOf(double threshold, int width) => (int)(threshold * width);
}
