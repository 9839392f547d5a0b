using CsCheck;

namespace BloomCoin.Chain.Tests;

// chain-format rule 2: r(final_phases), in double precision over f32 phases
public sealed class OrderParameterTests
{
    [Fact]
    public void Stored_phases_have_the_order_parameter_of_their_values() => Gen.Float[-10, 10].Array[0, 100].Sample(phases =>
    {
        var bytes = new byte[phases.Length * sizeof(float)];
        Buffer.BlockCopy(phases, 0, bytes, 0, bytes.Length);
        return OrderParameter.Of(bytes) == OrderParameter.Of(phases.Select(phase => (double)phase).ToArray());
    });

    [Fact]
    public void R_is_within_0_and_1_for_any_finite_phases() =>
        Gen.Float.Where(float.IsFinite).Array[1, 100].Sample(phases =>
        {
            var (r, psi) = OrderParameter.Of(phases.Select(phase => (double)phase).ToArray());
            return r is >= 0 and <= 1 + 1e-12 && psi is >= 0 and <= 2 * Math.PI;
        });

    [Fact]
    public void No_phases_have_no_coherence() => Assert.Equal(default, OrderParameter.Of(ReadOnlySpan<byte>.Empty));
}
