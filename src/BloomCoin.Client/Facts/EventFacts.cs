using System.Globalization;
using System.Text.Json.Serialization;
using BloomCoin.Abstractions.Events;

namespace BloomCoin.Client.Facts;

/// <summary>Something that happened at the node.</summary>
/// <param name="Position">Where it is: reading goes on after this.</param>
/// <param name="Time">When the node's log heard of it.</param>
/// <param name="Kind">tip, transactions, coherence, ban, unban, connections, missed; another for what this version does not know.</param>
/// <param name="Text">It in words.</param>
public sealed record EventFacts(string Position, string Time, string Kind, string Text)
{
    public static EventFacts Of(NodeEvent what)
    {
        var (kind, text) = Describe(what);
        return new(what.Position.ToString(), UtcTime.Format(what.At), kind, text.ToString(CultureInfo.InvariantCulture));
    }

    public override string ToString() => $"{Time} {Kind} {Text}";

    private static (string Kind, FormattableString Text) Describe(NodeEvent what) => what switch
    {
        TipMoved { Undone: > 0 } tip => ("tip", $"{tip.Height} {tip.Hash}, {tip.Added} blocks came for {tip.Undone}"),
        TipMoved tip => ("tip", $"{tip.Height} {tip.Hash}, {tip.Added} more, {tip.Transactions} transactions in it"),
        TransactionsAccepted transactions => ("transactions", $"{string.Join(' ', transactions.Txids)}"),
        CoherenceReached reached => ("coherence", $"{reached.Coherence:0.0000} at height {reached.Height} of {reached.Contributors}: {reached.Level}"),
        AddressBanned banned => ("ban", $"{banned.Ban.Address} until {UtcTime.Format(banned.Ban.Until)}: {banned.Ban.Reason}"),
        AddressUnbanned unbanned => ("unban", $"{unbanned.Address}"),
        ConnectionsChanged connections => ("connections", $"{connections.Total}: {string.Join(", ", connections.Gateways.Select(gateway => $"{gateway.Gateway} {gateway.Connections}"))}"),
        EventsMissed missed => ("missed", $"{(missed.Count is { } count ? $"{count}" : "unknown, the log began anew")}"),
        _ => (what.GetType().Name, $"{what}"),
    };
}

/// <summary>One object a line, so not indented; otherwise as <see cref="FactsJson"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EventFacts))]
public sealed partial class EventJson : JsonSerializerContext;
