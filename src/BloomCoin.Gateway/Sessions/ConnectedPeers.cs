using BloomCoin.Abstractions.Gateways;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Peering;
using Orleans.Runtime;

namespace BloomCoin.Gateway.Sessions;

/// <summary>What readers and operators ask of this gateway's peers.</summary>
internal sealed class ConnectedPeers(SessionRegistry sessions, GatewayMetrics metrics, ILocalSiloDetails silo, TimeProvider time)
{
    public GatewayPeerList List(PeerOrder order, bool descending, int count)
    {
        var peers = sessions.AllEstablished.Select(View).ToList();
        return new GatewayPeerList(PeerOrders.First(peers, order, descending, count), peers.Count);
    }

    public GatewayLoad GetLoad()
    {
        var (traffic, outbound) = (metrics.Traffic, sessions.AllEstablished.ToLookup(session => session.Outbound));
        return new GatewayLoad(
            silo.Name, outbound[false].Count(), outbound[true].Count(), traffic.MessagesReceived, traffic.MessagesSent, traffic.BytesReceived, traffic.BytesSent);
    }

    /// <summary>Ends the connections of an address:port, or of all ports of an address or IPv6 /64.</summary>
    public int Disconnect(string address)
    {
        var ended = 0;
        foreach (var session in sessions.AllEstablished)
        {
            if (PeerAddress.Display(session.Key) != address && session.Account != address) continue;
            session.Connection.Close(DisconnectReason.Requested, "an operator asked for it");
            ended++;
        }

        return ended;
    }

    private PeerView View(PeerSession session) => new(
        PeerAddress.Display(session.Key),
        session.Outbound,
        session.Peer!.UserAgent,
        session.Peer.Version,
        (ulong)session.Peer.Services,
        session.ClaimedHeight,
        session.PhasesIfAny?.LastCoherence,
        session.Keepalive.RoundTrip,
        session.Connection.BytesReceived,
        session.Connection.BytesSent,
        time.GetElapsedTime(session.EstablishedAt!.Value),
        silo.Name,
        AddressReputation.UnknownScore);
}
