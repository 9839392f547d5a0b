using System.Globalization;
using Spectre.Console;

namespace BloomCoin.Cli.Facts;

/// <summary>
/// Facts for people and for awk: one a line, a name without blanks, then the value in a column of its own. Names stay as they
/// are. What there is many of comes in a table.
/// </summary>
/// <param name="output">Where lines go.</param>
/// <param name="screen">The terminal of a person, where a table is drawn; null when the output is none.</param>
public sealed class FactSheet(TextWriter output, IAnsiConsole? screen = null)
{
    /// <summary>Where values begin: the longest name, order_parameter, has 15 letters.</summary>
    private const int Column = 17;

    public void Add(string name, string value) => output.WriteLine(name.PadRight(Column) + value);

    /// <summary>A value with numbers, formatted the same everywhere.</summary>
    public void Add(string name, FormattableString value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A table; nothing of one that is empty.</summary>
    public void Add(FactTable table)
    {
        if (table.IsEmpty) return;
        if (screen is not null && table.ForScreen(screen.Profile.Width) is { } drawn) screen.Write(drawn);
        else table.WriteTo(output);
    }

    /// <summary>A sentence below a table.</summary>
    public void Say(FormattableString sentence) => output.WriteLine(sentence.ToString(CultureInfo.InvariantCulture));
}
