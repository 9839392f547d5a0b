using CsCheck;

namespace BloomCoin.Keys.Tests;

// chain-format, Constants: 1 BLOOM = 10^8 units.
public sealed class AmountTests
{
    [Theory]
    [InlineData("0", 0), InlineData("1", 100_000_000), InlineData("1.5", 150_000_000), InlineData("0.00000001", 1)]
    [InlineData("6.85410196", 685_410_196), InlineData("21000000", 2_100_000_000_000_000), InlineData("007.10", 710_000_000)]
    [InlineData("184467440737.09551615", ulong.MaxValue)]
    public void An_amount_in_bloom_is_so_many_units(string text, ulong units)
    {
        Assert.True(Amount.TryParse(text, out var parsed));
        Assert.Equal(units, parsed);
    }

    [Theory]
    [InlineData(""), InlineData("."), InlineData("1."), InlineData(".5"), InlineData("-1"), InlineData("+1"), InlineData("1e8")]
    [InlineData("1,5")]
    [InlineData("1 000"), InlineData(" 1"), InlineData("0x10"), InlineData("1.2.3"), InlineData("1.-5"), InlineData("\u0661")]
    [InlineData("0.000000001"), InlineData("1.000000000"), InlineData("184467440737.09551616"), InlineData("999999999999999999999")]
    public void Anything_else_is_no_amount(string text) => Assert.False(Amount.TryParse(text, out _));

    [Theory, InlineData(0, "0.00000000"), InlineData(1, "0.00000001"), InlineData(150_000_000, "1.50000000")]
    public void All_eight_decimals_are_shown(ulong units, string text) => Assert.Equal(text, Amount.Format(units));

    [Fact]
    public void What_is_shown_parses_back_to_the_unit() => Gen.ULong.Sample(units =>
        Amount.TryParse(Amount.Format(units), out var parsed) && parsed == units && Amount.Format((UInt128)units) == Amount.Format(units));

    [Fact]
    public void Zeros_at_the_end_change_nothing() => Gen.ULong.Sample(units =>
        Amount.TryParse(Amount.Format(units).TrimEnd('0').TrimEnd('.'), out var parsed) && parsed == units);

    [Fact]
    public void No_text_throws() => Gen.String[Gen.Char["0123456789.,+-e x"], 0, 30].Sample(text =>
    {
        // Never more than the digits say: what parses has at most 8 decimals and no rounding.
        if (Amount.TryParse(text, out var units))
            Assert.Equal(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) * 100_000_000m, units);
    });
}
