using System.Diagnostics.Metrics;
using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Listening;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;
using BloomCoin.Telemetry;

namespace BloomCoin.Gateway;

/// <summary>What a gateway counts. Labels are closed sets: nothing is labelled by an address, of which strangers can bring any number.</summary>
internal sealed class GatewayMetrics
{
    private static readonly MessageType[] Types = Enum.GetValues<MessageType>();

    private readonly KindCounts<DisconnectReason> _inboundEnds = new("reason"), _outboundEnds = new("reason");
    private readonly KindCounts<AdmissionRefusal> _refusals = new("reason");
    private readonly KindCounts<MessageType> _dropped = new("type", MessageType.None);
    private readonly KindCounts<ViolationKind> _violations = new("kind");

    public GatewayMetrics(IMeterFactory meters, SessionRegistry sessions)
    {
        var meter = meters.CreateBloomMeter();
        meter.CreateObservableCounter(
            "bloom.gateway.disconnects",
            () => _inboundEnds.Measure(Direction(outbound: false)).Concat(_outboundEnds.Measure(Direction(outbound: true))),
            "{connection}",
            "Connections that ended, by reason and direction.");
        meter.CreateObservableCounter("bloom.gateway.refusals", () => _refusals.Measure(), "{connection}", "Inbound connections that were not taken, by reason.");
        meter.CreateObservableCounter("bloom.gateway.dropped_messages", () => _dropped.Measure(), "{message}", "Messages over their limit, by type.");
        meter.CreateObservableCounter("bloom.gateway.violations", () => _violations.Measure(), "{violation}", "Protocol rules that peers broke, by kind.");
        meter.CreateObservableCounter("bloom.gateway.received_messages", () => ByType(Traffic.ReceivedOf), "{message}", "Messages received, by type; None is any that has no name.");
        meter.CreateObservableCounter("bloom.gateway.sent_messages", () => ByType(Traffic.SentOf), "{message}", "Messages sent, by type.");
        meter.CreateObservableCounter("bloom.gateway.received", () => Traffic.BytesReceived, "By", "Bytes received from peers.");
        meter.CreateObservableCounter("bloom.gateway.sent", () => Traffic.BytesSent, "By", "Bytes sent to peers.");
        meter.CreateObservableGauge("bloom.gateway.connections", () => Count(sessions), "{connection}", "Established connections, by direction.");
    }

    /// <summary>What the connections count.</summary>
    public TrafficCounts Traffic { get; } = new();

    public static string DirectionOf(bool outbound) => outbound ? "outbound" : "inbound";

    public void Disconnected(DisconnectReason reason, bool outbound) => (outbound ? _outboundEnds : _inboundEnds).Add(reason);

    public void Refused(AdmissionRefusal reason) => _refusals.Add(reason);

    public void Dropped(MessageType type) => _dropped.Add(type);

    public void Violated(ViolationKind kind) => _violations.Add(kind);

    private static KeyValuePair<string, object?> Direction(bool outbound) => new("direction", DirectionOf(outbound));

    private static IEnumerable<Measurement<long>> ByType(Func<MessageType, long> of) =>
        Types.Select(type => new Measurement<long>(of(type), new KeyValuePair<string, object?>("type", type.ToString())));

    private static IEnumerable<Measurement<int>> Count(SessionRegistry sessions)
    {
        var outbound = sessions.AllEstablished.ToLookup(session => session.Outbound);
        return [Of(true), Of(false)];

        Measurement<int> Of(bool direction) => new(outbound[direction].Count(), Direction(direction));
    }
}
