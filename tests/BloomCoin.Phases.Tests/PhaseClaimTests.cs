using BloomCoin.Phases.Kernels;
using CsCheck;

namespace BloomCoin.Phases.Tests;

// wire-protocol 4: finite, in [0, 1], within 0.01 of r(phases)
public sealed class PhaseClaimTests
{
    private static readonly Gen<ushort[]> Row = Gen.Select(Gen.UShort, Gen.Int[1, 65536], Gen.Int[0, 65535].Array[Oscillators.Count])
        .Select((middle, spread, draws) => draws.Select(draw => unchecked((ushort)(middle + draw % spread))).ToArray());

    public static TheoryData<KernelPath> Paths => [.. Enum.GetValues<KernelPath>()];

    [Theory, MemberData(nameof(Paths))]
    public void A_verdict_is_that_of_double_precision_even_at_the_edge_of_the_tolerance(KernelPath path) =>
        Gen.Select(Row, Gen.Int[-40, 40], Gen.Bool).Sample((row, steps, above) =>
        {
            var r = OrderParameter.Of(row).R;
            var edge = (float)(r + (above ? PhaseClaim.Tolerance : -PhaseClaim.Tolerance));
            var claim = edge + steps * 6e-8f;   // about a unit in the last place of a claim near 1
            var expected = claim is >= 0 and <= 1 && Math.Abs(r - claim) <= PhaseClaim.Tolerance;
            Assert.Equal(expected, PhaseClaim.IsValid(path, row, claim));
        }, iter: 2_000);

    [Fact]
    public void A_batch_is_judged_as_its_claims_are() => Gen.Select(Row, Gen.Float).Array[0, 50].Sample(claims =>
    {
        ushort[] rows = [.. claims.SelectMany(claim => claim.Item1)];
        float[] coherences = [.. claims.Select((claim, k) => k % 2 == 0 ? claim.Item2 : (float)OrderParameter.Of(claim.Item1).R)];
        var valid = new bool[claims.Length];
        var holding = PhaseClaim.Verify(rows, coherences, valid);
        Assert.Equal(claims.Select((claim, k) => PhaseClaim.IsValid(claim.Item1, coherences[k])), valid);
        Assert.Equal(valid.Count(holds => holds), holding);
    });

    [Fact]
    public void What_is_no_number_or_out_of_range_is_refused_in_a_batch()
    {
        float[] coherences = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -float.Epsilon, 1.0000001f, 1f];
        var valid = new bool[coherences.Length];
        Assert.Equal(1, PhaseClaim.Verify(new ushort[coherences.Length * Oscillators.Count], coherences, valid));
        Assert.Equal([false, false, false, false, false, true], valid);
    }

    [Fact]
    public void A_batch_has_63_phases_a_claim_and_room_for_every_verdict()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PhaseClaim.Verify(new ushort[64], [1f], new bool[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PhaseClaim.Verify(new ushort[Oscillators.Count], [1f], []));
    }
}
