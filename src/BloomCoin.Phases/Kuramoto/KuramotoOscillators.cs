using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BloomCoin.Phases.Kuramoto;

/// <summary>63 coupled oscillators: the same seed, profile and difficulty give the same run, with the same bits on every machine.</summary>
/// <remarks>
/// chain-format, The miner: theta_i' = omega_i + K_eff(r) r sin(psi - theta_i), stepped by Euler's rule. With S and C the sums of all sines
/// and cosines, r sin(psi - theta) = (S cos theta - C sin theta) / 63: a step takes one sine and cosine an oscillator, and no psi.
/// </remarks>
public sealed class KuramotoOscillators
{
    private const double Phi = 1.6180339887498948482, Tau = Phi - 1, Lambda = 1 / (Phi * Phi);

    /// <summary>sigma = 1 / (1 - z_c)^2.</summary>
    private const double Sharpness = 1 / ((1 - Bloom.Threshold) * (1 - Bloom.Threshold));

    /// <summary>K = sqrt(1 - phi^-4).</summary>
    private static readonly double Coupling = Math.Sqrt(1 - Lambda * Lambda);

    private readonly MeanField _field = new();
    private readonly double[] _frequencies = new double[Oscillators.Count];
    private readonly double[] _advances = new double[Oscillators.Count + 1];   // one more: a whole number of vectors
    private readonly double _pull;
    private double? _psi;

    /// <param name="seed">32 bytes; natural frequencies and first phases follow from them.</param>
    /// <param name="profile">The network's.</param>
    /// <param name="difficulty">d = genesis target / target, at least 1: weakens the coupling to K * boost / d^tau.</param>
    public KuramotoOscillators(ReadOnlySpan<byte> seed, KuramotoProfile profile, double difficulty)
    {
        var coupling = Coupling * profile.Boost * Repeatable.Exp(-Tau * Repeatable.Log(difficulty));
        _pull = profile.TimeStep * coupling / (2 * Math.PI * Oscillators.Count);
        Span<double> draws = stackalloc double[2 * Oscillators.Count];
        Draw(seed, draws);
        for (var i = 0; i < Oscillators.Count; i++)
        {
            _field.Phases[i] = draws[i] < 0.5 ? draws[i] : draws[i] - 1;
            _frequencies[i] = profile.FrequencyStd * Tau * Repeatable.Tangent(draws[Oscillators.Count + i] - 0.5);
            _advances[i] = profile.TimeStep * _frequencies[i] / (2 * Math.PI);
        }

        Measure();
    }

    /// <summary>Steps since the start.</summary>
    public int Round { get; private set; }

    /// <summary>r of the phases as they are, [0, 1].</summary>
    public double R { get; private set; }

    /// <summary>r and psi of the phases as they are. psi is worked out when it is asked for; <see cref="R"/> alone costs nothing.</summary>
    public OrderParameter Order => new(R, _psi ??= ToRadians(Repeatable.Angle(_field.Sine, _field.Cosine)));

    /// <summary>One Euler step.</summary>
    public void Step()
    {
        var distance = R - Bloom.Threshold;
        _field.Move(_advances, _pull * (1 + Lambda * Repeatable.Exp(-Sharpness * distance * distance)));
        TakeOrder();
        Round++;
    }

    /// <summary>Radians in [0, 2 pi).</summary>
    public void CopyPhases(Span<double> phases)
    {
        for (var i = 0; i < Oscillators.Count; i++) phases[i] = ToRadians(_field.Phases[i]);
    }

    /// <summary>The phases as they travel: 1/65536 turns.</summary>
    public void CopyPhases(Span<ushort> quantized)
    {
        for (var i = 0; i < Oscillators.Count; i++)
            quantized[i] = unchecked((ushort)(int)Math.Round(_field.Phases[i] * Quantization.StepsPerTurn));
    }

    /// <summary>The natural frequencies, radians for each unit of time; the same for the whole run.</summary>
    public void CopyFrequencies(Span<double> frequencies) => _frequencies.CopyTo(frequencies);

    /// <summary>Takes phases over from a merge; the natural frequencies stay.</summary>
    public void SetPhases(ReadOnlySpan<ushort> quantized)
    {
        for (var i = 0; i < Oscillators.Count; i++) _field.Phases[i] = unchecked((short)quantized[i]) / (double)Quantization.StepsPerTurn;
        Measure();
    }

    private void Measure()
    {
        _field.Measure();
        TakeOrder();
    }

    private void TakeOrder()
    {
        var (sine, cosine) = (_field.Sine, _field.Cosine);
        var r = Math.Sqrt(sine * sine + cosine * cosine) * (1.0 / Oscillators.Count);
        R = r < 1 ? r : 1;   // not Math.Min, which minds negative zeros: a step waits for this
        _psi = null;
    }

    private static double ToRadians(double turns)
    {
        var radians = 2 * Math.PI * (turns < 0 ? turns + 1 : turns);
        return radians < 2 * Math.PI ? radians : 0;   // a phase just below zero rounds up to a whole turn
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

            var bits = BinaryPrimitives.ReadUInt64LittleEndian(hash[(i % perHash * sizeof(ulong))..]) >> 12;
            draws[i] = (bits + 0.5) * (1.0 / (1L << 52));   // 53 bits: exact, so never 1
        }
    }
}
