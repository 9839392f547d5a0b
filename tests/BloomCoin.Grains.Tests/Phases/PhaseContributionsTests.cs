using BloomCoin.Abstractions.Phases;
using BloomCoin.Grains.Phases;
using BloomCoin.Phases;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using static BloomCoin.Grains.Tests.Phases.Contributions;

namespace BloomCoin.Grains.Tests.Phases;

/// <summary>wire-protocol 4, Merge: who counts, how much, for how long.</summary>
public sealed class PhaseContributionsTests
{
    private const double Quantum = 2 * Math.PI / Quantization.StepsPerTurn;

    private readonly FakeTimeProvider _time = new();
    private readonly PhaseContributions _held;

    public PhaseContributionsTests() => _held = new PhaseContributions(_time);

    [Fact]
    public void One_contribution_merges_to_itself()
    {
        var phases = Around(1, 2);
        Put(1, phases);
        var merged = _held.Merge(7);
        Assert.Equal(phases, merged.Quantized.ToArray());
        Assert.Equal((7, 1), (merged.Height, merged.Contributors));
        Assert.Equal(OrderParameter.Of(phases).R, merged.Coherence, 1e-6);
    }

    [Fact]
    public void A_peers_newest_contribution_replaces_its_older_one()
    {
        Put(1, Around(0, 1));
        Put(2, Around(0.5, 1));
        Put(1, Around(0.5, 1));
        var merged = _held.Merge(1);
        Assert.Equal(2, merged.Contributors);
        Assert.InRange(Distance(Around(0.5, 1), merged.Quantized), 0, Quantum);
    }

    [Fact]
    public void A_replay_changes_nothing()
    {
        Put(1, Around(0, 1));
        Put(2, Around(1, 2));
        var before = _held.Merge(1);
        Put(2, Around(1, 2));
        Assert.Equal(before.Phases, _held.Merge(1).Phases);
    }

    [Fact]   // phase_ttl
    public void A_contribution_counts_for_60_seconds()
    {
        Put(1, Around(0, 1));
        _time.Advance(TimeSpan.FromSeconds(30));
        Put(2, Around(2, 1));
        _time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.Equal(2, Merge().Contributors);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        var merged = Merge();
        Assert.Equal(1, merged.Contributors);
        Assert.InRange(Distance(Around(2, 1), merged.Quantized), 0, Quantum);

        _time.Advance(TimeSpan.FromSeconds(30));
        _held.Expire();
        Assert.Equal(0, _held.Count);
    }

    // Phases of no weight sum to nothing, and the direction of nothing is no coherence of 1.
    [Fact]
    public void Incoherent_peers_alone_do_not_merge_to_coherence()
    {
        var phases = Around(0, 2 * Math.PI);
        _held.Put(new PhaseContribution(Of(1, phases, network: 0, coherence: 0)));
        _held.Put(new PhaseContribution(Of(2, phases, network: 0, coherence: 0)));
        Assert.InRange(Merge().Coherence, 0, 0.001);
    }

    [Theory]   // anchors, scenario 27: 90 % from one prefix weigh a quarter of all
    [InlineData(10, 90)]
    [InlineData(30, 270)]
    public void A_prefix_weighs_at_most_a_quarter_of_all(int honest, int hostile)
    {
        for (var i = 0; i < honest; i++) Put((ulong)i, Around(0, 1), network: (ulong)(100 + i));
        for (var i = 0; i < hostile; i++) Put((ulong)(1000 + i), Around(1.5, 1), network: 7);

        var r = OrderParameter.Of(Around(0, 1)).R;
        var (all, theirs) = ((honest + hostile) * r, hostile * r);
        var expected = new CircularMerge();
        for (var i = 0; i < honest; i++) expected.Add(Around(0, 1), r);
        for (var i = 0; i < hostile; i++) expected.Add(Around(1.5, 1), r * Math.Min(1, all / (4 * theirs)));
        var phases = new ushort[Oscillators.Count];
        expected.CopyPhases(phases);
        Assert.InRange(Distance(phases, Merge().Quantized), 0, 3 * Quantum);
    }

    [Fact]
    public void Fewer_than_eight_contributors_are_not_capped()
    {
        for (var i = 0; i < 7; i++) Put((ulong)i, Around(i, 1), network: 7);
        var expected = new CircularMerge();
        for (var i = 0; i < 7; i++) expected.Add(Around(i, 1), OrderParameter.Of(Around(i, 1)).R);
        var phases = new ushort[Oscillators.Count];
        expected.CopyPhases(phases);
        Assert.InRange(Distance(phases, Merge().Quantized), 0, 3 * Quantum);
    }

    [Fact]
    public void This_nodes_own_miners_are_of_no_prefix_and_are_not_capped()
    {
        for (var i = 0; i < 20; i++) Put((ulong)i, Around(0.3, 1));
        Assert.All(_held.Describe(1).Contributors, one => Assert.Equal(1 / 20.0, one.Share, 1e-6));
    }

    [Fact]
    public void Shares_say_what_each_weighs_after_the_cap()
    {
        for (var i = 0; i < 4; i++) Put((ulong)i, Around(0, 1), network: (ulong)(100 + i));
        for (var i = 0; i < 12; i++) Put((ulong)(1000 + i), Around(0, 1), network: 7);
        var round = _held.Describe(1);
        var theirs = round.Contributors.Where(one => one.Network == 7).Sum(one => one.Share);
        Assert.Equal(0.5, theirs, 1e-6);   // 12 of 16 are scaled to 4, beside the 4 others
        Assert.Equal(1, round.Contributors.Sum(one => one.Share), 1e-6);
    }

    [Fact]
    public void More_than_4096_push_out_the_oldest_of_the_largest_network_and_nobody_else()
    {
        for (var i = 0; i < 100; i++) Put((ulong)i, Around(0, 1), network: (ulong)(100 + i));
        _held.Put(new PhaseContribution(Of(99_999, Around(0, 1))), "miner:0");
        for (var i = 0; i < 3 * PhaseContributions.MaxHeld; i++) Put((ulong)(1000 + i), Around(0, 1), network: 7);

        Assert.InRange(_held.Count, 1, PhaseContributions.MaxHeld);
        Assert.Equal(100, _held.Describe(1).Contributors.Length - _held.Describe(1).Contributors.Count(one => one.Network is 7 or 0));
        Assert.Equal(["miner:0"], _held.Miners);
    }

    // Against a model that keeps a list and sums in double precision.
    [Fact]
    public void Any_sequence_of_contributions_and_pauses_merges_as_the_model_says() =>
        Gen.Select(Gen.ULong[0, 12], Gen.ULong[0, 3], Gen.Double[0, 6], Gen.Double[0, 5], Gen.Int[0, 12]).Array[1, 60].Sample(steps =>
        {
            var time = new FakeTimeProvider();
            var held = new PhaseContributions(time);
            var model = new Dictionary<ulong, (ulong Network, ushort[] Phases, float Coherence, TimeSpan At)>();
            var now = TimeSpan.Zero;
            foreach (var (peer, network, mean, spread, pause) in steps)
            {
                var phases = Around(mean, spread);
                var coherence = (float)OrderParameter.Of(phases).R;
                held.Put(new PhaseContribution(Of(peer, phases, network, coherence)));
                model[peer] = (network, phases, coherence, now);
                time.Advance(TimeSpan.FromSeconds(pause));
                now += TimeSpan.FromSeconds(pause);
            }

            held.Expire();
            var alive = model.Values.Where(one => now - one.At < PhaseContributions.TimeToLive).ToList();
            Assert.Equal(alive.Count, held.Count);
            if (alive.Count == 0) return;

            var total = alive.Sum(one => one.Coherence);
            var expected = new CircularMerge();
            foreach (var one in alive)
            {
                var ofNetwork = alive.Where(other => other.Network == one.Network).Sum(other => other.Coherence);
                var scale = one.Network == 0 || alive.Count < 8 ? 1 : Math.Min(1, total / (4 * ofNetwork));
                expected.Add(one.Phases, one.Coherence * scale);
            }

            var merged = held.Merge(1);
            for (var j = 0; j < Oscillators.Count; j++)
            {
                // Where the sum nearly cancels its direction means little, and rounding decides it.
                var length = Math.Sqrt((expected.Cosines[j] * expected.Cosines[j]) + (expected.Sines[j] * expected.Sines[j]));
                if (length < 0.01 * expected.Weight) continue;
                var angle = Math.Atan2(expected.Sines[j], expected.Cosines[j]);
                Assert.InRange(Math.Abs(Math.IEEERemainder(angle - Quantization.ToRadians(merged.Quantized[j]), 2 * Math.PI)), 0, 0.002);
            }
        }, iter: 500);

    private void Put(ulong peer, ushort[] phases, ulong network = 0) => _held.Put(new PhaseContribution(Of(peer, phases, network)));

    private MergedPhases Merge()
    {
        _held.Expire();
        return _held.Merge(1);
    }
}
