using BloomCoin.Abstractions.Events;
using BloomCoin.Abstractions.Mining;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Grains.Events;
using BloomCoin.Grains.Placement;

namespace BloomCoin.Grains.Phases;

/// <inheritdoc cref="IPhaseHeightGrain"/>
[OnCompute]
internal sealed class PhaseHeightGrain : Grain, IPhaseHeightGrain
{
    /// <summary>How often what has expired is dropped, and an empty height let go.</summary>
    private static readonly TimeSpan Upkeep = TimeSpan.FromSeconds(10);

    private readonly PhaseContributions _contributions;
    private readonly CoherenceCrossing _crossing = new();
    private readonly GatewayClient _gateways;
    private readonly EventPublisher _events;
    private readonly PhaseMetrics _metrics;

    private bool _isBegun;

    public PhaseHeightGrain(GatewayClient gateways, EventPublisher events, PhaseMetrics metrics, TimeProvider time) =>
        (_gateways, _events, _metrics, _contributions) = (gateways, events, metrics, new PhaseContributions(time));

    private int Height => (int)this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(LeaveWhenEmpty, new GrainTimerCreationOptions(Upkeep, Upkeep));
        return Task.CompletedTask;
    }

    public Task<MergedPhases> Contribute(PhaseBatch valid)
    {
        var began = _metrics.Begin();
        for (var i = 0; i < valid.Count; i++) _contributions.Put(valid[i]);
        var merged = MergeAndTell();
        _metrics.Took(valid.Count, began);
        return Task.FromResult(merged);
    }

    public Task<MergedPhases> ContributeOwn(string miner, float coherence, byte[] phases)
    {
        Span<byte> contribution = stackalloc byte[PhaseContribution.Size];
        PhaseContribution.Write(contribution, PhaseContribution.PeerOf(miner), network: 0, coherence, phases);
        _contributions.Put(new PhaseContribution(contribution), miner);
        return Task.FromResult(MergeAndTell());
    }

    public Task<MergedPhases?> GetMerged() => Task.FromResult(HoldsAny() ? _contributions.Merge(Height) : null);

    public Task<PhaseRound?> Describe() => Task.FromResult(HoldsAny() ? _contributions.Describe(Height) : null);

    private MergedPhases MergeAndTell()
    {
        _contributions.Expire();
        var merged = _contributions.Merge(Height);
        var passes = _crossing.Passes(merged.Coherence);
        if (passes || !_isBegun) _events.Publish(new CoherenceReached(Height, _crossing.Level, merged.Coherence, merged.Contributors));
        _isBegun = true;
        if (passes)
        {
            _gateways.PushPhases(merged);
            foreach (var miner in _contributions.Miners) GrainFactory.GetGrain<IMinerGrain>(miner).OnMerged(merged).Ignore();
        }

        return merged;
    }

    /// <summary>A height that somebody only asked about is let go at once.</summary>
    private bool HoldsAny()
    {
        _contributions.Expire();
        if (_contributions.Count == 0) DeactivateOnIdle();
        return _contributions.Count > 0;
    }

    private Task LeaveWhenEmpty()
    {
        HoldsAny();
        return Task.CompletedTask;
    }
}
