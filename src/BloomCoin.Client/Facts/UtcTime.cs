using System.Globalization;

namespace BloomCoin.Client.Facts;

/// <summary>Times as ISO 8601 in UTC, to the second: 2023-11-14T22:13:20Z.</summary>
public static class UtcTime
{
    /// <param name="unix">Seconds, as a header has them.</param>
    public static string Format(uint unix) => Format(DateTimeOffset.FromUnixTimeSeconds(unix));

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
