using System.Globalization;
using BloomCoin.Abstractions.Peers;

namespace BloomCoin.Cli.Facts;

/// <summary>Connected peers of all gateways.</summary>
/// <param name="Total">All that are connected to the gateways that answered.</param>
/// <param name="SilentGateways">Gateways that did not answer: their peers are missing.</param>
/// <param name="Peers">The first in the order that was asked for.</param>
public sealed record PeersFacts(int Total, int SilentGateways, IReadOnlyList<PeerFacts> Peers) : IFacts
{
    public static PeersFacts Of(PeerList list) => new(list.Total, list.SilentGateways, [.. list.Peers.Select(PeerFacts.Of)]);

    public void WriteTo(FactSheet sheet)
    {
        var table = new FactTable("address", "direction", "agent", "height", "coherence", "score", "ping", "bytes in/out", "age", "gateway");
        foreach (var peer in Peers) peer.AddTo(table);
        sheet.Add(table);
        sheet.Say($"{Peers.Count} of {Total} peers");
        if (SilentGateways > 0) sheet.Say($"{SilentGateways} {(SilentGateways == 1 ? "gateway" : "gateways")} did not answer");
    }
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

    internal void AddTo(FactTable table) => table.Add(
        Address,
        Direction,
        Agent,
        Text($"{Height}"),
        Coherence is { } coherence ? Text($"{coherence:0.0000}") : null,
        Text($"{Score:0.00}"),
        Ping is { } ping ? Text($"{ping * 1000:0.#} ms") : null,
        $"{ByteCount.Format(BytesReceived)}/{ByteCount.Format(BytesSent)}",
        Watch.Age.Format(TimeSpan.FromSeconds(Age)),
        Gateway);

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}
