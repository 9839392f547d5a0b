using BloomCoin.Phases.Kuramoto;
using CsCheck;

namespace BloomCoin.Phases.Tests.Kuramoto;

// Beside the C library's functions, whose own error is about one unit in the last place.
public sealed class RepeatableTests
{
    private const double Rounding = 1e-15;

    [Fact]
    public void Exp_is_e_to_the_power() => Gen.Double[-700, 700].Sample(x => Assert.Equal(1, Repeatable.Exp(x) / Math.Exp(x), Rounding));

    [Fact]
    public void Exp_of_zero_is_one() => Assert.Equal(1, Repeatable.Exp(0));

    [Fact]
    public void Log_is_the_natural_logarithm() => Gen.Double[-300, 300].Select(Math.Exp).Sample(x =>
        Assert.Equal(Math.Log(x), Repeatable.Log(x), Rounding * Math.Max(1, Math.Abs(Math.Log(x)))));

    [Fact]
    public void Log_of_one_is_zero() => Assert.Equal(0, Repeatable.Log(1));

    [Fact]
    public void Tangent_is_that_of_half_turns() => Gen.Double[-0.4999, 0.4999].Sample(y =>
        Assert.Equal(1, (Repeatable.Tangent(y) + 1e-300) / (Math.Tan(Math.PI * y) + 1e-300), Rounding / (0.5 - Math.Abs(y))));

    [Theory, InlineData(-0.5 + 1.0 / (1L << 53)), InlineData(0.5 - 1.0 / (1L << 53))]   // the outermost draws
    public void Tangent_is_finite_at_the_ends(double y) => Assert.True(double.IsFinite(Repeatable.Tangent(y)));

    [Fact]
    public void Sine_and_cosine_of_a_turn_are_within_rounding() => Gen.Double[-0.5, 0.5].Sample(turns =>
    {
        var (sine, cosine) = HalfTurn.Of(turns);
        var (expectedSine, expectedCosine) = Math.SinCos(2 * Math.PI * turns);
        Assert.Equal(expectedSine, sine, 2e-15);
        Assert.Equal(expectedCosine, cosine, 2e-15);
    });

    [Fact]
    public void Angle_is_the_direction_of_a_vector_of_any_length() =>
        Gen.Select(Gen.Double[-Math.PI, Math.PI], Gen.Double[-300, 100].Select(Math.Exp)).Sample((angle, length) =>
        {
            var (sine, cosine) = (length * Math.Sin(angle), length * Math.Cos(angle));
            var expected = Math.Atan2(sine, cosine) / (2 * Math.PI);
            Assert.Equal(0, Math.IEEERemainder(Repeatable.Angle(sine, cosine) - expected, 1), Rounding);
        });

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 0.25)]
    [InlineData(-1, 0, -0.25)]
    [InlineData(0, -1, 0.5)]
    [InlineData(1, 1, 0.125)]
    [InlineData(-1, -1, -0.375)]
    public void Angle_of_an_axis_or_diagonal_is_its_part_of_a_turn(double sine, double cosine, double turns) =>
        Assert.Equal(turns, Repeatable.Angle(sine, cosine), Rounding);
}
