using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>Tests against the reference gateway, whose honest peer is answered throughout each of them (p2p-anchors, scenarios).</summary>
public abstract class BesideAWitness(ReferenceGateway gateway) : IAsyncLifetime
{
    private HonestWitness? _witness;

    private protected GatewayCluster Gateway { get; } = gateway.Cluster;

    public async ValueTask InitializeAsync() => _witness = await HonestWitness.Connect(Gateway.EndPoint.Port);

    public async ValueTask DisposeAsync()
    {
        await _witness!.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
