using BloomCoin.Abstractions.Peers;

namespace BloomCoin.Client.Facts;

/// <summary>Connected peers of all gateways.</summary>
/// <param name="Total">All that are connected to the gateways that answered.</param>
/// <param name="SilentGateways">Gateways that did not answer: their peers are missing.</param>
/// <param name="Peers">The first in the order that was asked for.</param>
public sealed record PeersFacts(int Total, int SilentGateways, IReadOnlyList<PeerFacts> Peers)
{
    public static PeersFacts Of(PeerList list) => new(list.Total, list.SilentGateways, [.. list.Peers.Select(PeerFacts.Of)]);
}

/// <summary>One connected peer.</summary>
/// <param name="Address">address:port.</param>
/// <param name="Direction">inbound, or outbound when this node dialled.</param>
/// <param name="Agent">Its user agent.</param>
/// <param name="Version">The protocol version that it speaks.</param>
/// <param name="Services">Service bits (wire-protocol 3).</param>
/// <param name="Height">The most that it has claimed.</param>
/// <param name="Coherence">r of the last phases that it sent or announced, [0, 1]; null before the first.</param>
/// <param name="Score">What its address has earned, 0 to 2.</param>
/// <param name="Ping">The time of the last PING's answer, seconds; null before the first.</param>
/// <param name="BytesReceived">Bytes that came from it.</param>
/// <param name="BytesSent">Bytes that went to it.</param>
/// <param name="Age">How long it has been connected, seconds.</param>
/// <param name="Gateway">The silo that holds the socket.</param>
public sealed record PeerFacts(
    string Address,
    string Direction,
    string Agent,
    uint Version,
    ulong Services,
    uint Height,
    float? Coherence,
    double Score,
    double? Ping,
    long BytesReceived,
    long BytesSent,
    double Age,
    string Gateway)
{
    public static PeerFacts Of(PeerView peer) => new(
        peer.Address,
        peer.Outbound ? "outbound" : "inbound",
        peer.UserAgent,
        peer.Version,
        peer.Services,
        peer.Height,
        peer.Coherence,
        Math.Round(peer.Score, 3),
        peer.Ping is { } ping ? Math.Round(ping.TotalSeconds, 6) : null,
        peer.BytesReceived,
        peer.BytesSent,
        Math.Round(peer.Age.TotalSeconds, 1),
        peer.Gateway);
}
