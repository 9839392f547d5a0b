using System.Globalization;

namespace BloomCoin.Cli.Facts;

/// <summary>Bytes in their largest unit, steps of 1000: 999 B, 1.5 kB, 20.3 MB.</summary>
public static class ByteCount
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    public static string Format(long bytes)
    {
        var (number, unit) = ((double)bytes, 0);
        for (; number >= 999.95 && unit < Units.Length - 1; unit++) number /= 1000;   // 999.95 would be shown as 1000.0
        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 ? $"{bytes}" : $"{number:0.0}")} {Units[unit]}");
    }
}
