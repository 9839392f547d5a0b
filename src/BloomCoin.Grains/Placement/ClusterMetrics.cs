using System.Diagnostics.Metrics;
using BloomCoin.Telemetry;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace BloomCoin.Grains.Placement;

/// <summary>What a silo knows of the cluster's members.</summary>
internal sealed class ClusterMetrics
{
    public ClusterMetrics(IMeterFactory meters, ISiloStatusOracle silos, ISiloMetadataCache metadata) => meters.CreateBloomMeter().CreateObservableGauge(
        "bloom.cluster.silos",
        () =>
        {
            var active = silos.GetApproximateSiloStatuses(onlyActive: true).Keys.ToLookup(silo => metadata.RolesOf(silo));
            return Enum.GetValues<SiloRoles>().Select(roles => new Measurement<int>(active[roles].Count(), new KeyValuePair<string, object?>("roles", roles.ToString())));
        },
        "{silo}",
        "Silos that this one holds to be alive, by what they are for.");
}
