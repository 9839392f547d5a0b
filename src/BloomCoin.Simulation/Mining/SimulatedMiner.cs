using System.Buffers.Binary;
using System.Security.Cryptography;
using BloomCoin.Phases;
using BloomCoin.Phases.Kuramoto;

namespace BloomCoin.Simulation.Mining;

/// <summary>One miner of one run: the node's oscillators, and its watch for a bloom.</summary>
/// <param name="profile">How they are coupled.</param>
/// <param name="seed">Of the experiment.</param>
/// <param name="run">Which run of it.</param>
/// <param name="number">Which miner of the run: the same number has the same oscillators, alone or in any group.</param>
public sealed class SimulatedMiner(KuramotoProfile profile, int seed, int run, int number)
{
    private readonly KuramotoOscillators _oscillators = new(SeedOf(seed, run, number), profile, difficulty: 1);
    private readonly Bloom _bloom = new();

    /// <summary>Its coherence: what its contribution weighs.</summary>
    public float Coherence => (float)_oscillators.R;

    /// <summary>One round; true when it completes a bloom.</summary>
    public bool Step()
    {
        _oscillators.Step();
        return _bloom.Observe(_oscillators);
    }

    /// <summary>What it sends to its peers.</summary>
    public void CopyPhases(Span<ushort> quantized) => _oscillators.CopyPhases(quantized);

    /// <summary>Goes on with merged phases.</summary>
    /// <param name="quantized">The merge of its own and its peers' phases.</param>
    /// <param name="coherence">Of the merge.</param>
    /// <param name="keepsBloom">A bloom that is going on is not given up for a merge that would end it.</param>
    public void Take(ReadOnlySpan<ushort> quantized, double coherence, bool keepsBloom)
    {
        if (keepsBloom && _bloom.IsOpening && coherence < Bloom.Threshold)
            return;
        _oscillators.SetPhases(quantized);
    }

    private static byte[] SeedOf(int seed, int run, int number)
    {
        Span<byte> input = stackalloc byte[3 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(input, seed);
        BinaryPrimitives.WriteInt32LittleEndian(input[4..], run);
        BinaryPrimitives.WriteInt32LittleEndian(input[8..], number);
        return SHA256.HashData(input);
    }
}
