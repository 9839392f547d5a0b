using System.Globalization;
using Spectre.Console;

namespace BloomCoin.Simulation.Results;

/// <summary>Summaries as a table for a terminal.</summary>
public static class SummaryTable
{
    public static Table Create(string title, IEnumerable<Summary> summaries)
    {
        var table = new Table { Title = new TableTitle(title), Border = TableBorder.Markdown };
        table.AddColumns(
            "boost", "way", "bloomed", "median rounds (quartiles)", "rounds for each bloom", "miners at once", "model: bloomed, median");
        foreach (var column in table.Columns) column.NoWrap();
        foreach (var summary in summaries)
        {
            var setting = summary.Setting;
            table.AddRow(
                setting.Boost.ToString("0.0", CultureInfo.InvariantCulture),
                setting.Way,
                $"{summary.Bloomed} of {summary.Blooms.Count}",
                Quartiles(summary),
                Whole(summary.RoundsPerBloom),
                summary.MinersPerBloom?.ToString("0.0", CultureInfo.InvariantCulture) ?? "-",
                Model.Describe(setting));
        }

        return table;
    }

    private static string Quartiles(Summary summary) => summary.Bloomed == 0
        ? "-"
        : $"{Whole(summary.Quantile(0.5))} ({Whole(summary.Quantile(0.25))} - {Whole(summary.Quantile(0.75))})";

    private static string Whole(double? rounds) => rounds?.ToString("0", CultureInfo.InvariantCulture) ?? "-";
}
