using CsCheck;

namespace BloomCoin.Phases.Tests;

// wire-protocol 4: r(phases) = |mean over the 63 of e^(i theta)|
public sealed class OrderParameterTests
{
    private static readonly Gen<ushort[]> Phases = Gen.UShort.Array[Oscillators.Count];

    [Fact]
    public void Equal_phases_are_fully_coherent() => Gen.UShort.Sample(phase =>
    {
        var order = OrderParameter.Of(Enumerable.Repeat(phase, Oscillators.Count).ToArray());
        Assert.Equal(1, order.R, 1e-12);
        Assert.Equal(0, Math.IEEERemainder(order.Psi - Quantization.ToRadians(phase), 2 * Math.PI), 1e-12);
    });

    [Fact]
    public void Phases_spread_evenly_over_the_turn_have_no_coherence() => Assert.Equal(
        0, OrderParameter.Of(Enumerable.Range(0, 64).Select(i => (ushort)(i * 1024)).ToArray()).R, 1e-12);

    [Fact]
    public void No_phases_have_no_coherence() => Assert.Equal(default, OrderParameter.Of(ReadOnlySpan<ushort>.Empty));

    [Fact]
    public void R_is_within_0_and_1_and_psi_within_one_turn() => Phases.Sample(phases =>
    {
        var order = OrderParameter.Of(phases);
        return order.R is >= 0 and <= 1 + 1e-12 && order.Psi is >= 0 and < 2 * Math.PI;
    });

    [Fact]
    public void Quantised_phases_and_their_radians_agree() => Phases.Sample(phases =>
        OrderParameter.Of(phases) == OrderParameter.Of(phases.Select(Quantization.ToRadians).ToArray()));

    [Fact]
    public void Turning_every_phase_turns_psi_and_leaves_r() => Gen.Select(Phases, Gen.UShort).Sample((phases, turn) =>
    {
        var before = OrderParameter.Of(phases);
        var after = OrderParameter.Of(phases.Select(phase => unchecked((ushort)(phase + turn))).ToArray());
        return Math.Abs(after.R - before.R) < 1e-12;
    });

    [Fact]
    public void An_angle_just_below_zero_is_not_a_whole_turn() => Assert.Equal(0, Angle.Of(-1e-300, 1));

    [Theory]   // wire-protocol 4: finite, in [0, 1], within 0.01 of r
    [InlineData(1f, true)]
    [InlineData(0.9901f, true)]
    [InlineData(0.9899f, false)]
    [InlineData(1.0001f, false)]
    [InlineData(-0.0001f, false)]
    [InlineData(float.NaN, false)]
    [InlineData(float.PositiveInfinity, false)]
    public void A_claim_holds_when_it_is_within_a_hundredth_of_r(float coherence, bool valid) =>
        Assert.Equal(valid, PhaseClaim.IsValid(new ushort[Oscillators.Count], coherence));

    [Fact]
    public void A_claim_below_zero_is_false_even_for_phases_without_coherence() => Assert.False(
        PhaseClaim.IsValid(Enumerable.Range(0, 64).Select(i => (ushort)(i * 1024)).ToArray(), -0.001f));
}
