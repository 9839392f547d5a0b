using BloomCoin.Phases.Kuramoto;
using CsCheck;

namespace BloomCoin.Phases.Tests.Kuramoto;

// chain-format, The miner and rule 2
public sealed class BloomTests
{
    [Fact]
    public void Seven_rounds_in_a_row_make_a_bloom()
    {
        var bloom = new Bloom();
        for (var round = 10; round < 16; round++) Assert.False(bloom.Observe(round, new OrderParameter(0.9, 1)));
        Assert.True(bloom.Observe(16, new OrderParameter(0.9, 1)));
        Assert.Equal(10, bloom.Start);
        Assert.Equal(Bloom.RequiredRounds, bloom.R.Length);
    }

    [Fact]
    public void A_round_below_the_threshold_begins_the_count_anew()
    {
        var bloom = new Bloom();
        for (var round = 0; round < 6; round++) bloom.Observe(round, new OrderParameter(Bloom.Threshold, 1));
        Assert.True(bloom.IsOpening);
        Assert.False(bloom.Observe(6, new OrderParameter(Math.BitDecrement(Bloom.Threshold), 1)));
        Assert.False(bloom.IsOpening);
        Assert.True(bloom.R.IsEmpty);
    }

    [Fact]   // r_values are f32 in a certificate, and the rule compares them with the threshold as f32
    public void Every_r_of_a_bloom_is_at_least_the_threshold_as_f32_and_the_last_is_that_of_the_final_phases_as_f32()
    {
        var blooms = 0;
        Gen.Byte.Array[32].Sample(seed =>
        {
            var oscillators = new KuramotoOscillators(seed, KuramotoProfile.Devnet, 1);
            var bloom = new Bloom();
            while (oscillators.Round < KuramotoProfile.Devnet.MaxRounds)
            {
                oscillators.Step();
                if (!bloom.Observe(oscillators)) continue;
                Interlocked.Increment(ref blooms);
                Assert.All(bloom.R.ToArray(), r => Assert.True(r >= (float)Bloom.Threshold));
                Assert.Equal(oscillators.Round, bloom.Start + Bloom.RequiredRounds - 1);
                Assert.Equal((float)oscillators.Order.Psi, bloom.Psi[^1]);
                AssertFinalPhasesShow(bloom.R[^1], oscillators);
                return;
            }
        }, iter: 50);
        Assert.True(blooms > 25);
    }

    [Fact]
    public void Rounds_observed_by_their_oscillators_or_their_order_are_the_same()
    {
        var oscillators = new KuramotoOscillators(new byte[32], KuramotoProfile.Devnet, 1);
        Bloom direct = new(), byOrder = new();
        bool done;
        do
        {
            oscillators.Step();
            done = direct.Observe(oscillators);
            Assert.Equal(done, byOrder.Observe(oscillators.Round, oscillators.Order));
        }
        while (!done);
        Assert.Equal(direct.R, byOrder.R);
        Assert.Equal(direct.Psi, byOrder.Psi);
        Assert.Equal(direct.Start, byOrder.Start);
    }

    private static void AssertFinalPhasesShow(float r, KuramotoOscillators oscillators)
    {
        var phases = new double[Oscillators.Count];
        oscillators.CopyPhases(phases);
        var stored = phases.Select(phase => (double)(float)phase).ToArray();
        Assert.Equal(r, OrderParameter.Of(stored).R, 5e-7);
    }
}
