namespace BloomCoin.Cli.Watch;

/// <summary>Values from 0 to 1 as columns of eight heights, the newest at the right.</summary>
public static class Sparkline
{
    /// <param name="values">Oldest first; null leaves a gap. Those that do not fit are the oldest.</param>
    /// <param name="width">Columns.</param>
    /// <param name="glyphs">What it is made of.</param>
    public static FrameLine Draw(IReadOnlyList<double?> values, int width, Glyphs glyphs)
    {
        var line = FrameLine.Of(new string(' ', Math.Max(0, width - values.Count)));
        var highest = glyphs.Levels.Length - 1;
        foreach (var value in values.Skip(Math.Max(0, values.Count - width)))
        {
            if (value is not { } r) line.Add(" ");
            else line.Add($"{glyphs.Levels[Math.Clamp((int)(r * glyphs.Levels.Length), 0, highest)]}", Thresholds.ToneOf(r));
        }

        return line;
    }
}
