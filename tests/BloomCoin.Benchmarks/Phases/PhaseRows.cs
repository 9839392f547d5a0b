using BloomCoin.Phases;

namespace BloomCoin.Benchmarks.Phases;

/// <summary>1 000 contributions to measure with: what one round of a large network merges.</summary>
internal sealed class PhaseRows
{
    public const int Count = 1_000;

    public PhaseRows()
    {
        var random = new Random(1);
        foreach (ref var phase in Rows.AsSpan()) phase = (ushort)random.Next(Quantization.StepsPerTurn);
        foreach (ref var weight in Weights.AsSpan()) weight = random.NextSingle();
    }

    public ushort[] Rows { get; } = new ushort[Count * Oscillators.Count];

    public float[] Weights { get; } = new float[Count];
}
