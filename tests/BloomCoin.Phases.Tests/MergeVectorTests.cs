using System.Text.Json;

namespace BloomCoin.Phases.Tests;

/// <summary>The merge entries of tests/vectors/chain-vectors.json: what the public implementation produced.</summary>
public sealed class MergeVectorTests
{
    private static readonly JsonElement Vectors =
        JsonDocument.Parse(File.ReadAllBytes(VectorFile())).RootElement.GetProperty("merge");

    public static TheoryData<int> Merges => new(Enumerable.Range(0, Vectors.GetArrayLength()));

    [Theory, MemberData(nameof(Merges))]   // wire-protocol 4, Merge
    public void A_merge_is_the_published_one(int index)
    {
        var vector = Vectors[index];
        var expected = vector.GetProperty("merged").EnumerateArray().Select(phase => phase.GetDouble()).ToArray();
        var phases = new double[Oscillators.Count];
        var merge = Fold(vector);
        merge.CopyPhases(phases);

        Assert.All(phases.Zip(expected), pair => Assert.Equal(0, Math.IEEERemainder(pair.First - pair.Second, 2 * Math.PI), 1e-10));
        Assert.Equal(vector.GetProperty("r").GetDouble(), merge.Order().R, 1e-11);
    }

    [Theory, MemberData(nameof(Merges))]   // wire-protocol 4: q = round(theta / (2 pi) * 65536) mod 65536
    public void A_published_phase_survives_quantisation_to_half_a_step(int index)
    {
        foreach (var phase in Vectors[index].GetProperty("merged").EnumerateArray().Select(phase => phase.GetDouble()))
        {
            var back = Quantization.ToRadians(Quantization.Quantize(phase));
            Assert.InRange(Math.Abs(Math.IEEERemainder(back - phase, 2 * Math.PI)), 0, Quantization.Step / 2 * (1 + 1e-9));
        }
    }

    private static CircularMerge Fold(JsonElement vector)
    {
        var merge = new CircularMerge();
        var contributions = vector.GetProperty("quantized").EnumerateArray().Zip(vector.GetProperty("coherence").EnumerateArray());
        foreach (var (quantized, coherence) in contributions)
            merge.Add(quantized.EnumerateArray().Select(phase => phase.GetUInt16()).ToArray(), coherence.GetDouble());
        return merge;
    }

    private static string VectorFile()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "BloomCoin.Orleans.sln")))
            at = at.Parent ?? throw new DirectoryNotFoundException("BloomCoin.Orleans.sln is in no folder above the tests");
        return Path.Combine(at.FullName, "tests", "vectors", "chain-vectors.json");
    }
}
