using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace BloomCoin.Grains.Placement;

/// <summary>Keeps a grain's activations to silos of the compute role, whoever calls.</summary>
/// <remarks>Orleans' own filter by metadata compares with the caller's silo, which here is mostly a gateway.</remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnComputeAttribute() : PlacementFilterAttribute(new ComputeFilter());

/// <inheritdoc cref="OnComputeAttribute"/>
internal sealed class ComputeFilter() : PlacementFilterStrategy(order: 0)
{
    public override void AdditionalInitialize(GrainProperties properties)
    {
    }
}

/// <summary>Of the silos that are alive those that are known to compute. With none of them a call fails, and its caller tries again.</summary>
internal sealed class ComputeFilterDirector(ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        silos.Where(silo => metadata.HasRole(silo, SiloRoles.Compute));
}
