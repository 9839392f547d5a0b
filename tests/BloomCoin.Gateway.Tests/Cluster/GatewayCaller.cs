using BloomCoin.Abstractions.Gateways;
using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>A grain's way to a gateway, for a test that plays the grain.</summary>
internal sealed class GatewayCaller(IServiceProvider services) : GrainServiceClient<IGatewayService>(services)
{
    public IGatewayService At(SiloAddress silo) => GetGrainService(silo);
}
