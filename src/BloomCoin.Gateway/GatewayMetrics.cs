using System.Diagnostics.Metrics;
using BloomCoin.Gateway.Listening;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway;

/// <summary>What a gateway counts. Meter "BloomCoin.Gateway"; nothing is labelled by an address, of which strangers can bring any number.</summary>
internal sealed class GatewayMetrics
{
    private readonly Counter<long> _disconnects, _refusals, _dropped;

    public GatewayMetrics(IMeterFactory meters, SessionRegistry sessions)
    {
        var meter = meters.Create("BloomCoin.Gateway");
        _disconnects = meter.CreateCounter<long>("bloom.gateway.disconnects", "{connection}", "Connections that ended, by reason and direction.");
        _refusals = meter.CreateCounter<long>("bloom.gateway.refusals", "{connection}", "Inbound connections that were not taken, by reason.");
        _dropped = meter.CreateCounter<long>("bloom.gateway.dropped_messages", "{message}", "Messages over their limit, by type.");
        meter.CreateObservableGauge("bloom.gateway.connections", () => Count(sessions), "{connection}", "Established connections, by direction.");
    }

    public static string DirectionOf(bool outbound) => outbound ? "outbound" : "inbound";

    public void Disconnected(DisconnectReason reason, bool outbound) =>
        _disconnects.Add(1, new("reason", reason.ToString()), new("direction", DirectionOf(outbound)));

    public void Refused(AdmissionRefusal reason) => _refusals.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));

    public void Dropped(MessageType type) => _dropped.Add(1, new KeyValuePair<string, object?>("type", type.ToString()));

    private static IEnumerable<Measurement<int>> Count(SessionRegistry sessions)
    {
        var outbound = sessions.AllEstablished.ToLookup(session => session.Outbound);
        return [Of(true), Of(false)];

        Measurement<int> Of(bool direction) => new(outbound[direction].Count(), new KeyValuePair<string, object?>("direction", DirectionOf(direction)));
    }
}
