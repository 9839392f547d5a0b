using Spectre.Console;

namespace BloomCoin.Cli.Facts;

/// <summary>
/// Facts in columns: drawn on a terminal where it is wide enough, elsewhere a line each with two blanks or more between columns, as for awk -F '  +'. No cell is
/// empty or has two blanks in a row, so that no peer can forge a column.
/// </summary>
public sealed class FactTable(params string[] columns)
{
    /// <summary>Characters of a cell before the last column; an IPv6 address with its port has at most 47.</summary>
    private const int Widest = 48;

    /// <summary>Characters of the last column that are worth a line of their own, when it must wrap.</summary>
    private const int LeastLast = 24;

    /// <summary>Characters of a drawn column beside its cells: a blank on both sides, and the border.</summary>
    private const int Frame = 3;

    private const string Cut = "...", Gap = "  ", Nothing = "-";

    private readonly List<string[]> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    private IEnumerable<string[]> Lines => _rows.Prepend(columns);

    /// <param name="cells">One for each column; null for what is not known.</param>
    public void Add(params string?[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, columns.Length, nameof(cells));
        _rows.Add([.. cells.Select((cell, column) => Clean(cell, column == columns.Length - 1))]);
    }

    /// <summary>Without a terminal.</summary>
    internal void WriteTo(TextWriter output)
    {
        var widths = Widths();
        foreach (var line in Lines) output.WriteLine(string.Join(Gap, line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <summary>On a terminal; null for one that is so narrow that more than the last column would have to wrap.</summary>
    internal Table? ForScreen(int width)
    {
        var widths = Widths();
        if (widths[..^1].Sum() + Math.Min(widths[^1], LeastLast) + Frame * (columns.Length + 1) > width) return null;

        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns) table.AddColumn(new TableColumn(new Text(column)) { NoWrap = table.Columns.Count < columns.Length - 1 });
        foreach (var row in _rows) table.AddRow(row.Select(cell => new Text(cell)));
        return table;
    }

    private int[] Widths() => [.. columns.Select((_, column) => Lines.Max(line => line[column].Length))];

    private static string Clean(string? cell, bool isLast)
    {
        var words = new string([.. (cell ?? "").Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = words.Length == 0 ? Nothing : string.Join(' ', words);
        return isLast || text.Length <= Widest ? text : text[..(Widest - Cut.Length)] + Cut;
    }
}
