using System.Text.Json;
using BloomCoin.Phases.Kernels;

namespace BloomCoin.Phases.Tests;

/// <summary>The order_parameter entries of tests/vectors/chain-vectors.json.</summary>
public sealed class OrderVectorTests
{
    private static readonly JsonElement Vectors = VectorFile.Root.GetProperty("order_parameter");

    public static TheoryData<int> Orders => new(Enumerable.Range(0, Vectors.GetArrayLength()));

    public static TheoryData<KernelPath> Paths => [.. Enum.GetValues<KernelPath>()];

    [Theory, MemberData(nameof(Orders))]
    public void An_order_parameter_is_the_published_one(int index)
    {
        var vector = Vectors[index];
        var order = OrderParameter.Of(Phases(vector));
        Assert.Equal(vector.GetProperty("r").GetDouble(), order.R, 1e-12);
        Assert.Equal(0, Math.IEEERemainder(vector.GetProperty("psi").GetDouble() - order.Psi, 2 * Math.PI), 1e-10);
    }

    [Theory, MemberData(nameof(Paths))]   // half a phase quantum away at most
    public void Every_kernel_finds_the_published_coherence_of_63_phases(KernelPath path)
    {
        var vector = Vectors.EnumerateArray().Single(order => order.GetProperty("phases").GetArrayLength() == Oscillators.Count);
        var quantized = new ushort[Oscillators.Count];
        Quantization.Quantize(Phases(vector), quantized);
        Assert.Equal(vector.GetProperty("r").GetDouble(), CoherenceKernel.R(path, quantized), Quantization.Step / 2);
    }

    private static double[] Phases(JsonElement vector) =>
        [.. vector.GetProperty("phases").EnumerateArray().Select(phase => phase.GetDouble())];
}
