using System.Globalization;

namespace BloomCoin.Cli.Watch;

/// <summary>How long something has lasted, in its largest unit, rounded down: 59 s, 4 min, 23 h, 12 d.</summary>
public static class Age
{
    public static string Format(TimeSpan age)
    {
        var (number, unit) = age switch
        {
            { TotalMinutes: < 1 } => (age.TotalSeconds, "s"),
            { TotalHours: < 1 } => (age.TotalMinutes, "min"),
            { TotalDays: < 1 } => (age.TotalHours, "h"),
            _ => (age.TotalDays, "d"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(number)} {unit}");
    }
}
