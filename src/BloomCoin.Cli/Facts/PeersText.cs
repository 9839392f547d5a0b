using System.Globalization;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Facts;

/// <summary>Peers as text.</summary>
public static class PeersText
{
    public static void WriteTo(this PeersFacts facts, FactSheet sheet)
    {
        var table = new FactTable("address", "direction", "agent", "height", "coherence", "score", "ping", "bytes in/out", "age", "gateway");
        foreach (var peer in facts.Peers) peer.AddTo(table);
        sheet.Add(table);
        sheet.Say($"{facts.Peers.Count} of {facts.Total} peers");
        if (facts.SilentGateways > 0) sheet.Say($"{facts.SilentGateways} {(facts.SilentGateways == 1 ? "gateway" : "gateways")} did not answer");
    }

    private static void AddTo(this PeerFacts facts, FactTable table) => table.Add(
        facts.Address,
        facts.Direction,
        facts.Agent,
        Text($"{facts.Height}"),
        facts.Coherence is { } coherence ? Text($"{coherence:0.0000}") : null,
        Text($"{facts.Score:0.00}"),
        facts.Ping is { } ping ? Text($"{ping * 1000:0.#} ms") : null,
        $"{ByteCount.Format(facts.BytesReceived)}/{ByteCount.Format(facts.BytesSent)}",
        Watch.Age.Format(TimeSpan.FromSeconds(facts.Age)),
        facts.Gateway);

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}
