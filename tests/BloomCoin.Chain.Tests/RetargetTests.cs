using System.Numerics;
using BloomCoin.Chain.Rules;

namespace BloomCoin.Chain.Tests;

/// <summary>Expectations were computed with 50 decimal digits, apart from this code.</summary>
public sealed class RetargetTests
{
    [Theory]   // chain-format rule 5: clamp((420 / mean)^tau, 0.25, 4) in thousandths
    [InlineData(420, 122 * 420, 122, 1000)]
    [InlineData(420, 122 * 210, 122, 1535)]
    [InlineData(420, 122 * 840, 122, 652)]
    [InlineData(420, 123 * 420, 122, 995)]
    [InlineData(420, 123 * 400, 123, 1031)]
    [InlineData(420, 123, 123, 4000)]
    [InlineData(420, 122 * 420 / 9, 122, 3888)]
    [InlineData(420, 122 * 42, 122, 4000)]
    [InlineData(420, 123 * 420 * 9, 123, 257)]
    [InlineData(420, 123 * 420 * 10, 123, 250)]
    [InlineData(420, uint.MaxValue, 123, 250)]
    [InlineData(5, 122 * 3, 122, 1371)]
    [InlineData(5, 123 * 7, 123, 812)]
    [InlineData(420, 0, 123, 4000)]
    public void The_factor_is_in_thousandths_and_clamped(uint blockTime, long elapsed, int intervals, int expected) =>
        Assert.Equal(expected, Retarget.Thousandths(blockTime, elapsed, intervals));

    [Theory]   // target * 1000 / thousandths, at most 0x1d00ffff's
    [InlineData(0x1d00ffff, 1000, 0x1d00ffff)]
    [InlineData(0x1d00ffff, 995, 0x1d00ffff)]
    [InlineData(0x1d00ffff, 250, 0x1d00ffff)]
    [InlineData(0x1d00ffff, 1535, 0x1d00a6c5)]
    [InlineData(0x1d00ffff, 4000, 0x1c3fffc0)]
    [InlineData(0x1c3fffc0, 250, 0x1d00ffff)]
    [InlineData(0x1c3fffc0, 257, 0x1d00f906)]
    [InlineData(0x1c7fff80, 812, 0x1d009da2)]
    [InlineData(0x1b0404cb, 652, 0x1b0629e7)]
    [InlineData(0x1b0404cb, 1031, 0x1b03e5db)]
    [InlineData(0x1b0404cb, 250, 0x1b10132c)]
    [InlineData(0x1b0404cb, 4000, 0x1b010132)]
    public void The_target_is_divided_in_integers(uint parent, int thousandths, uint expected) =>
        Assert.Equal(expected, Retarget.Next(parent, thousandths));

    [Fact]
    public void However_often_it_is_made_harder_a_target_stays_positive()
    {
        var difficulty = Constants.EasiestDifficulty;
        for (var i = 0; i < 200; i++)
        {
            difficulty = Retarget.Next(difficulty, 4000);
            Assert.True(CompactTarget.TryDecode(difficulty, out var target, out _));
            Assert.True(target > BigInteger.Zero);
        }
        Assert.Equal(CompactTarget.Encode(1), difficulty);
    }

    [Theory]
    [InlineData(0x1d00ffff, "4295032833")]
    [InlineData(0x207fffff, "2")]
    public void Work_is_the_expected_tries(uint compact, string expected)
    {
        Assert.Equal(BigInteger.Parse(expected), CompactTarget.Work(compact).Value);
        Assert.Equal(BigInteger.Parse(expected), CompactTarget.Work(compact).Value);   // from the cache
    }

    [Theory]   // as Bitcoin's SetCompact
    [InlineData(0x00000000, Fault.ZeroTarget)]
    [InlineData(0x1d000000, Fault.ZeroTarget)]
    [InlineData(0x1d800000, Fault.ZeroTarget)]
    [InlineData(0x01003456, Fault.ZeroTarget)]
    [InlineData(0x02000056, Fault.ZeroTarget)]
    [InlineData(0x01fedcba, Fault.NegativeTarget)]
    [InlineData(0x04923456, Fault.NegativeTarget)]
    [InlineData(0x1d80ffff, Fault.NegativeTarget)]
    [InlineData(0xff123456, Fault.TargetOverflows)]
    [InlineData(0x23000001, Fault.TargetOverflows)]
    [InlineData(0x22000100, Fault.TargetOverflows)]
    [InlineData(0x21010000, Fault.TargetOverflows)]
    public void A_compact_form_of_no_target_is_refused_by_name_and_has_no_work(uint compact, Fault expected)
    {
        Assert.False(CompactTarget.TryDecode(compact, out _, out var violation));
        Assert.Equal(expected, violation.Fault);
        Assert.Equal(Rule.Difficulty, violation.Rule);
        Assert.Equal(ChainWork.Zero, CompactTarget.Work(compact));
    }

    [Theory, InlineData(0x220000ffu), InlineData(0x2100ffffu), InlineData(0x207fffffu)]
    public void A_target_of_256_bits_does_not_overflow(uint compact) => Assert.True(CompactTarget.TryDecode(compact, out _, out _));
}
