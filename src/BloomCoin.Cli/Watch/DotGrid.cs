namespace BloomCoin.Cli.Watch;

/// <summary>Dots in characters: a braille character is two dots wide and four high, so dots stand as far apart in both directions.</summary>
/// <param name="columns">Characters.</param>
/// <param name="rows">Characters.</param>
public sealed class DotGrid(int columns, int rows)
{
    private const char FirstBraille = '\u2800';

    /// <summary>What a sine may lack to a whole dot: straight up and straight down are the same column.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The bits of a braille character by row, left column first (Unicode 3.0, Braille Patterns).</summary>
    private static readonly byte[] Left = [0x01, 0x02, 0x04, 0x40], Right = [0x08, 0x10, 0x20, 0x80];

    private readonly byte[] _dots = new byte[columns * rows];
    private readonly Tone[] _tones = new Tone[columns * rows];

    /// <summary>Dots across.</summary>
    public int Width => columns * 2;

    /// <summary>Dots down.</summary>
    public int Height => rows * 4;

    /// <summary>Sets the dot at a place; one outside is left out. A character has the tone of its last dot.</summary>
    /// <param name="x">Dots from the left edge.</param>
    /// <param name="y">Dots from the upper edge.</param>
    /// <param name="tone">Its tone.</param>
    public void Set(double x, double y, Tone tone)
    {
        var (column, row) = ((int)Math.Floor(x + Rounding), (int)Math.Floor(y + Rounding));
        if (column < 0 || row < 0 || column >= Width || row >= Height) return;
        var cell = row / 4 * columns + column / 2;
        _dots[cell] |= (column % 2 == 0 ? Left : Right)[row % 4];
        _tones[cell] = tone;
    }

    /// <summary>The lines, each as wide as the grid.</summary>
    /// <param name="glyphs">Braille, or one letter a character.</param>
    public IReadOnlyList<FrameLine> Draw(Glyphs glyphs) => [.. Enumerable.Range(0, rows).Select(row => Line(row, glyphs))];

    private FrameLine Line(int row, Glyphs glyphs)
    {
        var line = new FrameLine();
        for (var cell = row * columns; cell < (row + 1) * columns; cell++)
        {
            if (_dots[cell] == 0) line.Add(" ");
            else line.Add($"{(glyphs.HasBraille ? (char)(FirstBraille + _dots[cell]) : Glyphs.DotOf(_tones[cell]))}", _tones[cell]);
        }

        return line;
    }
}
