using CsCheck;

namespace BloomCoin.Phases.Tests;

// wire-protocol 4: q = round(theta / (2 pi) * 65536) mod 65536; theta = 2 pi q / 65536
public sealed class QuantizationTests
{
    [Fact]
    public void Every_step_survives_radians_and_back()
    {
        for (var q = 0; q < Quantization.StepsPerTurn; q++)
            Assert.Equal(q, Quantization.Quantize(Quantization.ToRadians((ushort)q)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(Math.PI, 32768)]
    [InlineData(-Math.PI / 2, 49152)]
    [InlineData(2 * Math.PI, 0)]
    [InlineData(2 * Math.PI - 1e-9, 0)]
    [InlineData(5 * Math.PI / 2, 16384)]
    [InlineData(-1e-9, 0)]
    [InlineData(0.6 * Quantization.Step, 1)]
    [InlineData(0.4 * Quantization.Step, 0)]
    [InlineData(-0.6 * Quantization.Step, 65535)]
    public void A_phase_becomes_the_nearest_step_of_its_turn(double theta, int expected) =>
        Assert.Equal(expected, Quantization.Quantize(theta));

    [Fact]
    public void No_phase_is_further_than_half_a_step_from_its_quantum() => Gen.Double[-100, 100].Sample(theta =>
    {
        var back = Quantization.ToRadians(Quantization.Quantize(theta));
        return Math.Abs(Math.IEEERemainder(back - theta, 2 * Math.PI)) <= Quantization.Step / 2 + 1e-12;
    });

    [Fact]
    public void Quantising_a_span_quantises_each_phase()
    {
        double[] phases = [0, 1, 2, 3, -1];
        var quantized = new ushort[phases.Length];
        Quantization.Quantize(phases, quantized);
        Assert.Equal(phases.Select(Quantization.Quantize), quantized);
    }
}
