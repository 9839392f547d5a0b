using System.Net;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Gateway.Cluster;
using BloomCoin.Gateway.Listening;
using BloomCoin.Gateway.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>One gateway of a cluster.</summary>
internal sealed class ClusterGateway(IServiceProvider services, SiloAddress silo)
{
    /// <summary>Where peers connect to.</summary>
    public IPEndPoint EndPoint => services.GetRequiredService<GatewayHost>().LocalEndPoint!;

    public SiloAddress Silo => silo;

    public GatewayOptions Options => services.GetRequiredService<IOptions<GatewayOptions>>().Value;

    public SessionRegistry Sessions => services.GetRequiredService<SessionRegistry>();

    public Admission Admission => services.GetRequiredService<Admission>();

    public ClusterMembers Members => services.GetRequiredService<GatewayContext>().Cluster;

    public ulong Nonce => services.GetRequiredService<GatewayContext>().Nonce;

    /// <summary>Batches of PHASEs that gather, wait, or are being merged.</summary>
    public int PhaseBatches => services.GetRequiredService<GatewayContext>().Phases.Inbox.Batches;

    /// <summary>Messages of a type that this gateway took from an address.</summary>
    public long SpentBy(string account, Protocol.Messages.MessageType type) =>
        services.GetRequiredService<GatewayContext>().Budgets.Find(account)?.TakenOf(type) ?? 0;

    /// <summary>The gateway as grains reach it.</summary>
    public IGatewayService Service => new GatewayCaller(services).At(silo);

    /// <summary>A peer that is established, also in the eyes of this gateway.</summary>
    /// <param name="from">See <see cref="Scripted.ScriptedPeer.Connect"/>.</param>
    public async Task<Scripted.ScriptedPeer> Establish(string from)
    {
        var peer = await Scripted.ScriptedPeer.Establish(EndPoint, from: from);
        await peer.ExpectAnswerAmongOthers();
        return peer;
    }

    /// <summary>The session of a peer; null when it has none any more.</summary>
    public PeerSession? SessionOf(Scripted.ScriptedPeer peer) => Sessions.All.SingleOrDefault(session => session.Key == peer.Key);
}
