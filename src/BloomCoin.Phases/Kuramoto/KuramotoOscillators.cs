using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BloomCoin.Phases.Kuramoto;

/// <summary>63 coupled oscillators of one run: the same seed, profile and difficulty give the same run (chain-format, The miner).</summary>
/// <remarks>
/// theta_i' = omega_i + K_eff(r) r sin(psi - theta_i), stepped by Euler's rule. The mean field is known from the phases' sines and
/// cosines, so a step takes one sine and cosine an oscillator and not one a pair.
/// </remarks>
public sealed class KuramotoOscillators
{
    private const double Phi = 1.6180339887498948482, Tau = Phi - 1, Lambda = 1 / (Phi * Phi);

    /// <summary>K = sqrt(1 - phi^-4).</summary>
    private static readonly double Coupling = Math.Sqrt(1 - Math.Pow(Phi, -4));

    /// <summary>sigma = 1 / (1 - z_c)^2.</summary>
    private static readonly double Sharpness = 1 / ((1 - Bloom.Threshold) * (1 - Bloom.Threshold));

    private readonly double[] _phases = new double[Oscillators.Count];
    private readonly double[] _frequencies = new double[Oscillators.Count];
    private readonly double _coupling, _timeStep;

    /// <param name="seed">32 bytes; natural frequencies and first phases follow from them.</param>
    /// <param name="profile">The network's.</param>
    /// <param name="difficulty">d = genesis target / target, at least 1: weakens the coupling to K * boost / d^tau.</param>
    public KuramotoOscillators(ReadOnlySpan<byte> seed, KuramotoProfile profile, double difficulty)
    {
        _coupling = Coupling * profile.Boost / Math.Pow(difficulty, Tau);
        _timeStep = profile.TimeStep;
        var draws = new double[2 * Oscillators.Count];
        Draw(seed, draws);
        for (var i = 0; i < Oscillators.Count; i++)
        {
            _phases[i] = 2 * Math.PI * draws[i];
            _frequencies[i] = profile.FrequencyStd * Tau * Math.Tan(Math.PI * (draws[Oscillators.Count + i] - 0.5));
        }

        Order = OrderParameter.Of(_phases);
    }

    /// <summary>Steps since the start.</summary>
    public int Round { get; private set; }

    /// <summary>r and psi of the phases as they are.</summary>
    public OrderParameter Order { get; private set; }

    /// <summary>One Euler step.</summary>
    public void Step()
    {
        var (r, psi) = Order;
        var distance = r - Bloom.Threshold;
        var pull = _coupling * (1 + Lambda * Math.Exp(-Sharpness * distance * distance)) * r;
        for (var i = 0; i < Oscillators.Count; i++)
            _phases[i] += _timeStep * (_frequencies[i] + pull * Math.Sin(psi - _phases[i]));
        Order = OrderParameter.Of(_phases);
        Round++;
    }

    /// <summary>Radians in [0, 2 pi).</summary>
    public void CopyPhases(Span<double> phases)
    {
        for (var i = 0; i < Oscillators.Count; i++)
        {
            var turned = Math.IEEERemainder(_phases[i], 2 * Math.PI);
            phases[i] = turned < 0 ? turned + 2 * Math.PI : turned;
        }
    }

    /// <summary>The phases as they travel: 1/65536 turns.</summary>
    public void CopyPhases(Span<ushort> quantized) => Quantization.Quantize(_phases, quantized);

    /// <summary>Takes phases over from a merge; the natural frequencies stay.</summary>
    public void SetPhases(ReadOnlySpan<ushort> quantized)
    {
        for (var i = 0; i < Oscillators.Count; i++) _phases[i] = Quantization.ToRadians(quantized[i]);
        Order = OrderParameter.Of(_phases);
    }

    /// <summary>Uniform in (0, 1), from SHA-256(seed | u32 counter): the same on every machine.</summary>
    private static void Draw(ReadOnlySpan<byte> seed, Span<double> draws)
    {
        Span<byte> input = stackalloc byte[seed.Length + sizeof(uint)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        seed.CopyTo(input);
        var perHash = hash.Length / sizeof(ulong);
        for (var i = 0; i < draws.Length; i++)
        {
            if (i % perHash == 0)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(input[seed.Length..], (uint)(i / perHash));
                SHA256.HashData(input, hash);
            }

            var bits = BinaryPrimitives.ReadUInt64LittleEndian(hash[(i % perHash * sizeof(ulong))..]) >> 11;
            draws[i] = (bits + 0.5) * (1.0 / (1L << 53));
        }
    }
}
