using BloomCoin.Abstractions.Gateways;
using BloomCoin.Grains.Placement;

namespace BloomCoin.Grains.Gateways;

/// <inheritdoc cref="IGatewayDirectoryGrain"/>
[OnCompute]
internal sealed class GatewayDirectoryGrain(GatewayClient gateways, ISiloStatusOracle silos, TimeProvider time) : Grain, IGatewayDirectoryGrain
{
    private readonly LiveGateways _live = new(silo => silos.GetApproximateSiloStatus(silo) == SiloStatus.Dead, time);

    public Task<ClusterView> Report(GatewayReport report)
    {
        // A newcomer is known to all others before a stranger can tell it from them: of two gateways that meet, the newer one knows the
        // other's nonce from this answer.
        if (_live.Take(report)) TellAllBut(report.Gateway);
        return Task.FromResult(_live.ViewFor(report.Gateway, isAnswer: true));
    }

    public Task Leave(SiloAddress gateway)
    {
        if (_live.Drop(gateway)) TellAllBut(gateway);
        return Task.CompletedTask;
    }

    /// <summary>One-way, and healed by the next beat.</summary>
    private void TellAllBut(SiloAddress gateway)
    {
        foreach (var other in _live.Members.Where(silo => !silo.Equals(gateway)))
            gateways.At(other).OnCluster(_live.ViewFor(other, isAnswer: false)).Ignore();
    }
}
