namespace BloomCoin.Abstractions.Peers;

/// <summary>Connected peers.</summary>
/// <param name="Peers">Those asked for, in the order asked for.</param>
/// <param name="Total">All that are connected to the gateways that answered.</param>
/// <param name="SilentGateways">Gateways that did not answer: their peers are missing.</param>
[GenerateSerializer, Immutable, Alias("peers.list.v1")]
public sealed record PeerList([property: Id(0)] PeerView[] Peers, [property: Id(1)] int Total, [property: Id(2)] int SilentGateways);

/// <summary>A connected peer.</summary>
/// <param name="Address">address:port.</param>
/// <param name="Outbound">True when this node dialled.</param>
/// <param name="UserAgent">Its user agent, made printable.</param>
/// <param name="Version">The protocol version that it speaks.</param>
/// <param name="Services">Service bits of its VERSION (wire-protocol 3).</param>
/// <param name="Height">The most that it has claimed: a hint.</param>
/// <param name="Coherence">r of the last phases that it sent or announced, [0, 1]; null before the first.</param>
/// <param name="Ping">The time of the last PING's answer; null before the first.</param>
/// <param name="BytesReceived">Bytes that came from it.</param>
/// <param name="BytesSent">Bytes that went to it.</param>
/// <param name="Age">How long it has been connected, since the handshake.</param>
/// <param name="Gateway">The silo that holds the socket.</param>
/// <param name="Score">What its address has earned, 0 to 2.</param>
[GenerateSerializer, Immutable, Alias("peers.view.v1")]
public sealed record PeerView(
    [property: Id(0)] string Address,
    [property: Id(1)] bool Outbound,
    [property: Id(2)] string UserAgent,
    [property: Id(3)] uint Version,
    [property: Id(4)] ulong Services,
    [property: Id(5)] uint Height,
    [property: Id(6)] float? Coherence,
    [property: Id(7)] TimeSpan? Ping,
    [property: Id(8)] long BytesReceived,
    [property: Id(9)] long BytesSent,
    [property: Id(10)] TimeSpan Age,
    [property: Id(11)] string Gateway,
    [property: Id(12)] double Score);

/// <summary>What peers are ordered by.</summary>
[Alias("peers.order.v1")]
public enum PeerOrder
{
    /// <summary>How long they are connected.</summary>
    Age = 0,
    Address = 1,
    Direction = 2,
    Agent = 3,
    Height = 4,
    Coherence = 5,

    /// <summary>What their addresses have earned. With more peers than are asked for: of those that are connected longest.</summary>
    Score = 6,
    Ping = 7,

    /// <summary>Bytes in both directions.</summary>
    Bytes = 8,
    Gateway = 9,
}

/// <summary>The orders, for gateways and the grain that puts their answers together.</summary>
public static class PeerOrders
{
    /// <summary>The first peers in an order. What is not known of a peer comes last.</summary>
    public static PeerView[] First(IEnumerable<PeerView> peers, PeerOrder order, bool descending, int count)
    {
        var known = order switch
        {
            PeerOrder.Coherence => peers.OrderBy(peer => peer.Coherence is null),
            PeerOrder.Ping => peers.OrderBy(peer => peer.Ping is null),
            _ => peers.OrderBy(_ => 0),
        };
        var ordered = order switch
        {
            PeerOrder.Address => Then(peer => peer.Address),
            PeerOrder.Direction => Then(peer => peer.Outbound),
            PeerOrder.Agent => Then(peer => peer.UserAgent),
            PeerOrder.Height => Then(peer => peer.Height),
            PeerOrder.Coherence => Then(peer => peer.Coherence),
            PeerOrder.Score => Then(peer => peer.Score),
            PeerOrder.Ping => Then(peer => peer.Ping),
            PeerOrder.Bytes => Then(peer => peer.BytesReceived + peer.BytesSent),
            PeerOrder.Gateway => Then(peer => peer.Gateway),
            _ => Then(peer => peer.Age),
        };
        return [.. ordered.ThenBy(peer => peer.Address, StringComparer.Ordinal).Take(count)];

        IOrderedEnumerable<PeerView> Then<TKey>(Func<PeerView, TKey> key) => descending ? known.ThenByDescending(key) : known.ThenBy(key);
    }
}
