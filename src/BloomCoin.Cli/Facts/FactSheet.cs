using System.Globalization;

namespace BloomCoin.Cli.Facts;

/// <summary>
/// Facts for people and for awk: one a line, a name without blanks, then the value in a column of its own. Names stay as they
/// are.
/// </summary>
public sealed class FactSheet(TextWriter output)
{
    /// <summary>Where values begin: the longest name, order_parameter, has 15 letters.</summary>
    private const int Column = 17;

    public void Add(string name, string value) => output.WriteLine(name.PadRight(Column) + value);

    /// <summary>A value with numbers, formatted the same everywhere.</summary>
    public void Add(string name, FormattableString value) => Add(name, value.ToString(CultureInfo.InvariantCulture));
}
