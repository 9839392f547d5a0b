using System.Net;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Client.Facts;

namespace BloomCoin.Web.Live;

/// <summary>The connected peers, counted: nobody is told an address here.</summary>
/// <param name="Total">All of them.</param>
/// <param name="SilentGateways">Gateways that did not answer.</param>
/// <param name="Gateways">By gateway, those with most first.</param>
/// <param name="Networks">By /16 or IPv6 /32, those with most first; at most <see cref="MaxNetworks"/>.</param>
internal sealed record LivePeers(int Total, int SilentGateways, IReadOnlyList<LivePeers.Gateway> Gateways, IReadOnlyList<LivePeers.Network> Networks)
{
    public const int MaxNetworks = 12;

    public static LivePeers Of(PeerList list) => new(
        list.Total,
        list.SilentGateways,
        [.. list.Peers.GroupBy(peer => peer.Gateway, StringComparer.Ordinal)
            .Select(one => new Gateway(one.Key, one.Count(peer => !peer.Outbound), one.Count(peer => peer.Outbound)))
            .OrderByDescending(one => one.Inbound + one.Outbound).ThenBy(one => one.Name, StringComparer.Ordinal)],
        [.. list.Peers.GroupBy(peer => NetworkPrefix.Of(IPEndPoint.Parse(peer.Address).Address), StringComparer.Ordinal)
            .Select(one => new Network(one.Key, one.Count()))
            .OrderByDescending(one => one.Peers).ThenBy(one => one.Prefix, StringComparer.Ordinal)
            .Take(MaxNetworks)]);

    /// <summary>One gateway's connections.</summary>
    internal sealed record Gateway(string Name, int Inbound, int Outbound);

    /// <summary>One network's peers.</summary>
    internal sealed record Network(string Prefix, int Peers);
}
