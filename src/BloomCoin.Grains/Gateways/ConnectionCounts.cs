using BloomCoin.Abstractions.Events;
using BloomCoin.Abstractions.Gateways;

namespace BloomCoin.Grains.Gateways;

/// <summary>Notices when the gateways' connections are others than those told last. Not for several threads.</summary>
/// <remarks>Needs no timer: every gateway reports every two seconds.</remarks>
/// <param name="nameOf">A silo's name.</param>
/// <param name="time">The clock.</param>
internal sealed class ConnectionCounts(Func<SiloAddress, string> nameOf, TimeProvider time)
{
    /// <summary>The least time from one telling to the next: a flood of connections is no flood of events.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private GatewayConnections[] _told = [];
    private long? _at;

    /// <summary>What is to be told now; null when nothing is.</summary>
    public ConnectionsChanged? Change(IEnumerable<GatewayReport> reports)
    {
        if (_at is { } last && time.GetElapsedTime(last) < Pause) return null;
        GatewayConnections[] now =
        [
            .. reports.Select(report => new GatewayConnections(nameOf(report.Gateway), report.Connections))
                .OrderBy(gateway => gateway.Gateway, StringComparer.Ordinal),
        ];
        if (now.SequenceEqual(_told)) return null;
        (_told, _at) = (now, time.GetTimestamp());
        return new ConnectionsChanged(now);
    }
}
