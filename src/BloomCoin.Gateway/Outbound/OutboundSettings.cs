using System.Net;
using BloomCoin.Peering.Outbound;

namespace BloomCoin.Gateway.Outbound;

/// <summary>What the search for peers goes by. Its pace is not configurable: these are other people's sockets, too.</summary>
internal sealed record OutboundSettings
{
    /// <summary>Peers that the node is told to stay connected to: it does not choose them besides.</summary>
    public IReadOnlyList<IPEndPoint> Configured { get; init; } = [];

    /// <summary>Whether loopback is no network (Diversity:ExemptLoopback).</summary>
    public bool ExemptLoopback { get; init; } = true;

    /// <summary>How often it is looked whether a peer is missing.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often what is done; null for the network's.</summary>
    public OutboundPace? Pace { get; init; }

    /// <summary>A connection that held this long is worth keeping: the peer is an anchor from then on.</summary>
    public TimeSpan WorthKeepingAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the address book hears that a connection still holds.</summary>
    public TimeSpan ReportEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the seeds are asked while the address book is nearly empty.</summary>
    public TimeSpan SeedsEvery { get; init; } = TimeSpan.FromMinutes(5);
}
