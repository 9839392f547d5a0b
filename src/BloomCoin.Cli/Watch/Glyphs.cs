namespace BloomCoin.Cli.Watch;

/// <summary>The characters that a picture is made of.</summary>
/// <param name="HasBraille">Whether dots are braille.</param>
/// <param name="Levels">Eight heights, lowest first.</param>
/// <param name="Full">The part of a bar that is reached.</param>
/// <param name="Empty">The part that is not.</param>
/// <param name="Mark">A threshold on a bar.</param>
public sealed record Glyphs(bool HasBraille, string Levels, char Full, char Empty, char Mark)
{
    public static readonly Glyphs Unicode = new(true, "▁▂▃▄▅▆▇█", '█', '░', '┃');

    /// <summary>For terminals that do not speak UTF-8.</summary>
    public static readonly Glyphs Ascii = new(false, "_.-~=+*#", '#', '.', '|');

    /// <summary>One character in place of the dots in it.</summary>
    public static char DotOf(Tone tone) => tone switch
    {
        Tone.Faint => '.',
        Tone.Mean => '*',
        _ => 'o',
    };
}
