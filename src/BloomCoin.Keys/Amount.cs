using System.Globalization;
using BloomCoin.Chain;

namespace BloomCoin.Keys;

/// <summary>
/// Amounts as people write them: BLOOM with up to 8 decimals, of which the last is one unit. Integers throughout: a double
/// would lose units.
/// </summary>
public static class Amount
{
    /// <summary>Decimals of one BLOOM: 10^8 units.</summary>
    public const int Decimals = 8;

    /// <summary>What is accepted, in words for a message.</summary>
    public const string Form = "an amount in BLOOM with up to 8 decimals, as in 1.5";

    /// <summary>
    /// Digits, and after a point 1 to 8 more. No sign, no exponent, no separators; false too when the units do not fit 64 bits.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ulong units)
    {
        units = 0;
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "0" : text[(point + 1)..];
        if (fraction.Length > Decimals || !TryParseDigits(whole, out var bloom) || !TryParseDigits(fraction, out var rest)) return false;

        for (var i = fraction.Length; i < Decimals; i++) rest *= 10;
        if (bloom > (ulong.MaxValue - rest) / Constants.UnitsPerBloom) return false;

        units = bloom * Constants.UnitsPerBloom + rest;
        return true;
    }

    /// <summary>With all 8 decimals, so that columns align: 150000000 units are "1.50000000".</summary>
    public static string Format(ulong units) => string.Create(
        CultureInfo.InvariantCulture, $"{units / Constants.UnitsPerBloom}.{units % Constants.UnitsPerBloom:D8}");

    /// <summary>As <see cref="Format(ulong)"/>; a sum of amounts may be over 64 bits.</summary>
    public static string Format(UInt128 units) => string.Create(
        CultureInfo.InvariantCulture, $"{units / Constants.UnitsPerBloom}.{(ulong)(units % Constants.UnitsPerBloom):D8}");

    private static bool TryParseDigits(ReadOnlySpan<char> digits, out ulong value) =>
        ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
