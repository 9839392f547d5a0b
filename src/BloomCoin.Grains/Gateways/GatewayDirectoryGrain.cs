using BloomCoin.Abstractions.Gateways;
using BloomCoin.Grains.Events;
using BloomCoin.Grains.Placement;

namespace BloomCoin.Grains.Gateways;

/// <inheritdoc cref="IGatewayDirectoryGrain"/>
[OnCompute]
internal sealed class GatewayDirectoryGrain(GatewayClient gateways, EventPublisher events, ISiloStatusOracle silos, TimeProvider time)
    : Grain, IGatewayDirectoryGrain
{
    private readonly LiveGateways _live = new(silo => silos.GetApproximateSiloStatus(silo) == SiloStatus.Dead, time);
    private readonly ConnectionCounts _counts = new(silo => silos.TryGetSiloName(silo, out var name) ? name : silo.ToString(), time);

    public Task<ClusterView> Report(GatewayReport report)
    {
        // A newcomer is known to all others before a stranger can tell it from them: of two gateways that meet, the newer one knows the
        // other's nonce from this answer.
        if (_live.Take(report)) TellAllBut(report.Gateway);
        TellFollowers();
        return Task.FromResult(_live.ViewFor(report.Gateway, isAnswer: true));
    }

    public Task Leave(SiloAddress gateway)
    {
        if (_live.Drop(gateway)) TellAllBut(gateway);
        TellFollowers();
        return Task.CompletedTask;
    }

    private void TellFollowers()
    {
        if (_counts.Change(_live.Reports) is { } change) events.Publish(change);
    }

    /// <summary>One-way, and healed by the next beat.</summary>
    private void TellAllBut(SiloAddress gateway)
    {
        foreach (var other in _live.Members.Where(silo => !silo.Equals(gateway)))
            gateways.At(other).OnCluster(_live.ViewFor(other, isAnswer: false)).Ignore();
    }
}
