using Spectre.Console;

namespace BloomCoin.Cli.Facts;

/// <summary>
/// Facts in columns: drawn on a terminal, elsewhere a line each with two blanks or more between columns, as for awk -F '  +'. No cell is
/// empty or has two blanks in a row, so that no peer can forge a column.
/// </summary>
public sealed class FactTable(params string[] columns)
{
    /// <summary>Characters of a cell before the last column; an IPv6 address with its port has at most 47.</summary>
    private const int Widest = 48;

    private const string Cut = "...", Gap = "  ", Nothing = "-";

    private readonly List<string[]> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    /// <param name="cells">One for each column; null for what is not known.</param>
    public void Add(params string?[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, columns.Length, nameof(cells));
        _rows.Add([.. cells.Select((cell, column) => Clean(cell, column == columns.Length - 1))]);
    }

    /// <summary>Without a terminal.</summary>
    internal void WriteTo(TextWriter output)
    {
        IReadOnlyList<string[]> lines = [columns, .. _rows];
        var widths = columns.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines) output.WriteLine(string.Join(Gap, line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <summary>On a terminal.</summary>
    internal Table ForScreen()
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns) table.AddColumn(new TableColumn(new Text(column)));
        foreach (var row in _rows) table.AddRow(row.Select(cell => new Text(cell)));
        return table;
    }

    private static string Clean(string? cell, bool isLast)
    {
        var words = new string([.. (cell ?? "").Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = words.Length == 0 ? Nothing : string.Join(' ', words);
        return isLast || text.Length <= Widest ? text : text[..(Widest - Cut.Length)] + Cut;
    }
}
