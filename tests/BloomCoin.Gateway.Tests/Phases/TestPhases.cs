using System.Runtime.InteropServices;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Phases;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Phases;

/// <summary>63 phases and what they claim to be.</summary>
internal sealed record TestPhases(float Coherence, byte[] Phases)
{
    /// <summary>Phases whose claim holds, within a part of a turn: the smaller, the more coherent.</summary>
    public static TestPhases Make(int seed, double spread = 0.3)
    {
        var random = new Random(seed);
        var quantized = new ushort[Oscillators.Count];
        foreach (ref var phase in quantized.AsSpan()) phase = unchecked((ushort)(int)(random.NextDouble() * spread * Quantization.StepsPerTurn));
        return new TestPhases((float)OrderParameter.Of(quantized).R, MemoryMarshal.AsBytes<ushort>(quantized).ToArray());
    }

    /// <summary>The phases in a PHASE's payload.</summary>
    public static ushort[] Of(byte[] payload)
    {
        Assert.True(PhaseMessage.TryRead(payload, out var message, out _));
        var phases = new ushort[Oscillators.Count];
        for (var i = 0; i < phases.Length; i++) phases[i] = message.Phase(i);
        return phases;
    }

    public byte[] Frame(uint height) => Wire.Phase(height, Coherence, Phases);

    /// <summary>As a height's grain has them.</summary>
    public MergedPhases Merged(int height, int contributors = 2) => new(height, contributors, Coherence, Phases);
}
