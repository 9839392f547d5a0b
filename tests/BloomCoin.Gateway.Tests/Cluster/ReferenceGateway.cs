using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;

[assembly: AssemblyFixture(typeof(ReferenceGateway))]

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>The gateway that most tests talk to: it holds the whole reference chain, and its tip stands still.</summary>
public sealed class ReferenceGateway : IAsyncLifetime
{
    private GatewayCluster? _cluster;

    internal GatewayCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await GatewayCluster.Start(ReferenceChain.Height, maxConnections: 1000);

    public ValueTask DisposeAsync() => _cluster!.DisposeAsync();
}
