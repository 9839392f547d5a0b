using BloomCoin.Chain.Rules;
using BloomCoin.Chain.Tests.Vectors;

namespace BloomCoin.Chain.Tests.Rules;

// chain-format rules 4 and 5; wire-protocol 5
public sealed class HeaderRuleTests
{
    private static readonly BlockHeader Header = Mutation.Original.Header;

    private static readonly HeaderWindow Parent = Mutation.WindowBefore(Mutation.Height);

    [Fact]
    public void The_original_follows_its_parent() => Assert.Null(Check(Header));

    [Fact]
    public void A_header_links_to_the_one_before()
    {
        var violation = Check(Header with { PrevHash = Header.MerkleRoot });
        Mutation.AssertBreaks(Fault.DoesNotLink, violation);
        Assert.True(violation!.MayBecomeValid);
    }

    [Theory, InlineData(0u), InlineData(1u)]
    public void A_timestamp_is_later_than_the_parents(uint earlier)
    {
        var violation = Check(Header with { Timestamp = Parent.Timestamp - earlier });
        Mutation.AssertBreaks(Fault.TimestampNotLater, violation);
        Assert.False(violation!.MayBecomeValid);
    }

    [Fact]
    public void A_second_after_the_parent_is_late_enough() => Assert.Null(Check(Header with { Timestamp = Parent.Timestamp + 1 }));

    [Theory, InlineData(7200, true), InlineData(7201, false)]   // <= now + 7200 s
    public void A_timestamp_is_at_most_two_hours_ahead(int ahead, bool valid)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(Header.Timestamp - ahead);
        var violation = HeaderRules.Check(Header, Parent, ChainParameters.Mainnet, now);
        if (valid)
        {
            Assert.Null(violation);
            return;
        }
        Mutation.AssertBreaks(Fault.TimestampTooFarAhead, violation);
        Assert.True(violation!.MayBecomeValid);
    }

    [Fact]
    public void A_header_far_ahead_that_breaks_another_rule_is_named_by_that_one() => Mutation.AssertBreaks(
        Fault.UnexpectedDifficulty, Check(Header with { Timestamp = uint.MaxValue, Difficulty = 0x1d00fffe }));

    [Theory, InlineData(0x1d00fffeu), InlineData(0x1c7fffffu), InlineData(0x207fffffu)]
    public void The_difficulty_is_the_parents(uint difficulty)
    {
        var violation = Check(Header with { Difficulty = difficulty });
        Mutation.AssertBreaks(Fault.UnexpectedDifficulty, violation);
        Assert.Contains("expected 0x1d00ffff", violation!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x1d80ffffu, Fault.NegativeTarget)]
    [InlineData(0xff00ffffu, Fault.TargetOverflows)]
    [InlineData(0u, Fault.ZeroTarget)]
    public void A_difficulty_of_no_target_is_refused_by_name(uint difficulty, Fault fault) =>
        Mutation.AssertBreaks(fault, Check(Header with { Difficulty = difficulty }));

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity)]
    public void A_header_alone_has_finite_floats(float value)
    {
        Mutation.AssertBreaks(Fault.NotFinite, Check(Header with { OrderParameter = value }));
        Mutation.AssertBreaks(Fault.NotFinite, Check(Header with { MeanPhase = value }));
    }

    [Theory]   // wire-protocol 5, with rule 2's tolerance
    [InlineData(0.8660245f, true), InlineData(0.8660243f, false), InlineData(0.5f, false)]
    public void A_header_alone_has_an_order_parameter_of_z_c(float r, bool valid) =>
        Assert.Equal(valid ? null : Fault.OrderParameterTooLow, Check(Header with { OrderParameter = r })?.Fault);

    [Theory]
    [InlineData(6u, false), InlineData(7u, true), InlineData(4096u, true), InlineData(4097u, false)]
    public void A_header_alone_has_7_to_4096_oscillators(uint oscillators, bool valid) =>
        Assert.Equal(valid ? null : Fault.OscillatorCount, Check(Header with { OscillatorCount = oscillators })?.Fault);

    [Fact]
    public void Every_fault_belongs_to_a_rule_and_has_its_own_number()
    {
        var faults = Enum.GetValues<Fault>();
        Assert.Equal(faults.Length, faults.Distinct().Count());
        Assert.All(faults, fault => Assert.True(Enum.IsDefined(new RuleViolation(fault, "").Rule)));
    }

    private static RuleViolation? Check(BlockHeader header) =>
        HeaderRules.Check(header, Parent, ChainParameters.Mainnet, ReferenceChain.Now);
}
