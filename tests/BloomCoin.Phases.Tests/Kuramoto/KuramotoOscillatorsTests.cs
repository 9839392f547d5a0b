using System.Security.Cryptography;
using BloomCoin.Phases.Kuramoto;
using CsCheck;

namespace BloomCoin.Phases.Tests.Kuramoto;

// chain-format, The miner
public sealed class KuramotoOscillatorsTests
{
    private static readonly Gen<byte[]> Seed = Gen.Byte.Array[32];
    private static readonly Gen<ushort[]> Phases = Gen.UShort.Array[Oscillators.Count];

    [Fact]
    public void A_run_is_that_of_the_pairwise_sum_in_double_precision() =>
        Gen.Select(Seed, Gen.Double[0.5, 4], Gen.Double[1, 10]).Sample((seed, boost, difficulty) =>
        {
            var profile = KuramotoProfile.Devnet with { Boost = boost };
            var oscillators = new KuramotoOscillators(seed, profile, difficulty);
            var reference = new PairwiseOscillators(oscillators, profile, difficulty);
            for (var round = 0; round < 25; round++)
            {
                oscillators.Step();
                reference.Step();
            }

            AssertSamePhases(reference.Phases, oscillators, 1e-11);
        }, iter: 20);

    [Fact]   // pinned: holds on every machine and in every vector width, or certificates could not be repeated
    public void A_run_has_these_bits()
    {
        var oscillators = new KuramotoOscillators(new byte[32], KuramotoProfile.Devnet, 3.7);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var phases = new double[Oscillators.Count];
        for (var round = 0; round < 1_000; round++)
        {
            oscillators.Step();
            oscillators.CopyPhases(phases);
            hash.AppendData(phases.SelectMany(BitConverter.GetBytes).ToArray());
            hash.AppendData([.. BitConverter.GetBytes(oscillators.Order.R), .. BitConverter.GetBytes(oscillators.Order.Psi)]);
        }

        Assert.Equal("4299897eabcbfbb2b42031bde35368beff7b0b73bf4940759af3d5d62719bef7", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_seed_another() =>
        Gen.Select(Seed, Seed).Where((a, b) => !a.AsSpan().SequenceEqual(b)).Sample((a, b) =>
        {
            Assert.Equal(Run(a), Run(a));
            Assert.NotEqual(Run(a), Run(b));
        }, iter: 10);

    [Fact]
    public void Oscillators_without_a_spread_of_frequencies_synchronise() => Seed.Sample(seed =>
    {
        var oscillators = new KuramotoOscillators(seed, KuramotoProfile.Devnet with { FrequencyStd = 0 }, 1);
        for (var round = 0; round < 3_000; round++)
        {
            var before = oscillators.R;
            oscillators.Step();
            Assert.True(oscillators.R >= before - 1e-12);   // it is a gradient flow: r never falls
        }

        Assert.Equal(1, oscillators.R, 1e-6);
    }, iter: 10);

    [Fact]
    public void R_and_psi_are_those_of_the_phases() => Gen.Select(Seed, Gen.Int[0, 300]).Sample((seed, rounds) =>
    {
        var oscillators = new KuramotoOscillators(seed, KuramotoProfile.Devnet, 1);
        for (var round = 0; round < rounds; round++) oscillators.Step();
        Assert.Equal(rounds, oscillators.Round);
        AssertOrderIsOfPhases(oscillators);
    }, iter: 30);

    [Fact]
    public void Phases_taken_over_are_the_phases_that_come_back_and_order_follows() => Gen.Select(Seed, Phases).Sample((seed, phases) =>
    {
        var oscillators = new KuramotoOscillators(seed, KuramotoProfile.Devnet, 1);
        oscillators.Step();
        oscillators.SetPhases(phases);
        var back = new ushort[Oscillators.Count];
        oscillators.CopyPhases(back);
        Assert.Equal(phases, back);
        Assert.Equal(OrderParameter.Of(phases).R, oscillators.R, 1e-14);
        AssertOrderIsOfPhases(oscillators);
    });

    [Fact]
    public void Phases_are_within_a_turn_and_quantise_to_the_nearest_step() => Seed.Sample(seed =>
    {
        var oscillators = new KuramotoOscillators(seed, KuramotoProfile.Devnet, 1);
        for (var round = 0; round < 50; round++) oscillators.Step();
        var phases = new double[Oscillators.Count];
        var quantized = new ushort[Oscillators.Count];
        oscillators.CopyPhases(phases);
        oscillators.CopyPhases(quantized);
        Assert.All(phases, phase => Assert.True(phase is >= 0 and < 2 * Math.PI));
        Assert.All(phases.Zip(quantized), pair => Assert.InRange(
            Math.Abs(Math.IEEERemainder(Quantization.ToRadians(pair.Second) - pair.First, 2 * Math.PI)),
            0, Quantization.Step / 2 * (1 + 1e-9)));
    });

    [Fact]   // Lorentzian with scale frequency_std * tau: half of all lie within the scale
    public void Natural_frequencies_are_lorentzian()
    {
        var profile = KuramotoProfile.Devnet;
        var frequencies = Enumerable.Range(0, 200).SelectMany(i =>
        {
            var own = new double[Oscillators.Count];
            new KuramotoOscillators(SHA256.HashData(BitConverter.GetBytes(i)), profile, 1).CopyFrequencies(own);
            return own;
        }).ToArray();
        var scale = profile.FrequencyStd * 0.61803398875;
        Assert.Equal(0.5, frequencies.Count(f => Math.Abs(f) < scale) / (double)frequencies.Length, 0.02);
        Assert.Equal(0.5, frequencies.Count(f => f < 0) / (double)frequencies.Length, 0.02);
        Assert.Equal(0.05, frequencies.Count(f => Math.Abs(f) > scale * 12.706) / (double)frequencies.Length, 0.01);   // tan(0.95 pi / 2)
    }

    private static double[] Run(byte[] seed)
    {
        var oscillators = new KuramotoOscillators(seed, KuramotoProfile.Devnet, 1);
        for (var round = 0; round < 200; round++) oscillators.Step();
        var phases = new double[Oscillators.Count];
        oscillators.CopyPhases(phases);
        return [.. phases, oscillators.Order.R, oscillators.Order.Psi];
    }

    private static void AssertOrderIsOfPhases(KuramotoOscillators oscillators)
    {
        var phases = new double[Oscillators.Count];
        oscillators.CopyPhases(phases);
        var expected = OrderParameter.Of(phases);
        Assert.Equal(expected.R, oscillators.Order.R, 1e-13);
        Assert.Equal(oscillators.R, oscillators.Order.R);
        Assert.Equal(0, Math.IEEERemainder(expected.Psi - oscillators.Order.Psi, 2 * Math.PI), 1e-13 / Math.Max(expected.R, 1e-3));
        Assert.True(oscillators.R is >= 0 and <= 1);
        Assert.True(oscillators.Order.Psi is >= 0 and < 2 * Math.PI);
    }

    private static void AssertSamePhases(double[] expected, KuramotoOscillators oscillators, double tolerance)
    {
        var phases = new double[Oscillators.Count];
        oscillators.CopyPhases(phases);
        Assert.All(expected.Zip(phases), pair => Assert.Equal(0, Math.IEEERemainder(pair.First - pair.Second, 2 * Math.PI), tolerance));
    }
}
