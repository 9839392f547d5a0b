using System.CommandLine.Parsing;
using System.Globalization;

namespace BloomCoin.Cli.Commands;

/// <summary>Durations of the command line: a whole number and its unit, as in 30s, 5m, 2h or 7d.</summary>
public static class DurationParser
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(30);

    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TryParse(text, out var duration)) return duration;
        result.AddError($"{text} is no duration: a whole number and s, m, h or d, as in 30s, from 1s to 30d");
        return null;
    }

    private static bool TryParse(string text, out TimeSpan duration)
    {
        var unit = text switch
        {
            [.., 's'] => TimeSpan.FromSeconds(1),
            [.., 'm'] => TimeSpan.FromMinutes(1),
            [.., 'h'] => TimeSpan.FromHours(1),
            [.., 'd'] => TimeSpan.FromDays(1),
            _ => TimeSpan.Zero,
        };
        var digits = text.AsSpan(0, Math.Max(0, text.Length - 1));
        var isNumber = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        duration = isNumber && number <= Most.TotalSeconds ? number * unit : TimeSpan.Zero;
        return duration > TimeSpan.Zero && duration <= Most;
    }
}
