using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace BloomCoin.Gateway;

/// <summary>The TCP side of a node: where peers connect and to whom it connects. Section <c>Bloom:Gateway</c>.</summary>
public sealed class GatewayOptions
{
    public const string Section = "Bloom:Gateway";

    /// <summary>The address and port that peers connect to.</summary>
    /// <value>address:port; 127.0.0.1:8333 by default. Port 0 takes a free one.</value>
    [Endpoint, Description("an address and port, such as 0.0.0.0:8333 or [::]:8333")]
    public string Listen { get; init; } = "127.0.0.1:8333";

    /// <summary>The address that is told to peers, where it differs from the listener's: behind a load balancer or a router.</summary>
    /// <value>address:port; none by default.</value>
    [Endpoint, Description("an address and port, such as 203.0.113.7:8333")]
    public string? ExternalAddress { get; init; }

    /// <summary>Peers that this node connects to and stays connected to.</summary>
    /// <value>address:port or name:port each; none by default.</value>
    [HostAndPort, Description("a host and port, such as 203.0.113.7:8333 or seed.example.org:8333")]
    public IReadOnlyList<string> Connect { get; init; } = [];

    /// <summary>Inbound connections; for one more the least useful goes, or the newcomer is refused. Each costs up to 20 KB while idle.</summary>
    /// <value>1 to 100000; 125 by default (wire-protocol 6, max_connections).</value>
    [Range(1, 100_000), Description("1 to 100000 connections")]
    public int MaxConnections { get; init; } = 125;

    /// <summary>Whether addresses of a machine or a site (127.0.0.1, 10.0.0.0/8, fe80::/10 and the like) are taken from peers, told to them and dialled.</summary>
    /// <value>true or false; by default true on devnet and false on mainnet.</value>
    [Description("true or false")]
    public bool? AllowPrivateAddresses { get; init; }

    /// <summary>Outbound connections that the node looks for by itself, beside those to <see cref="Connect"/>.</summary>
    /// <value>0, which switches the search off, to 100000; 8 by default (wire-protocol 6, max_peers).</value>
    [Range(0, 100_000), Description("0 to 100000 connections")]
    public int MaxPeers { get; init; } = 8;

    /// <summary>Where a node that knows hardly any addresses gets its first ones: nodes, or names that stand for many.</summary>
    /// <value>A name or an IP address each, with a port or without, which is 8333; none by default.</value>
    [Seed, Description("a host, or a host and port, such as seed.example.org or 203.0.113.7:8333")]
    public IReadOnlyList<string> Seeds { get; init; } = [];

    /// <summary>
    /// Bytes that this gateway sends to all peers in a second; 0 is unlimited. What is over it waits, and nothing is dropped: blocks
    /// and headers go first, PONG and requests never wait.
    /// </summary>
    /// <value>0, or 1000 and more, B/s; 1000000 by default (wire-protocol 6).</value>
    [Bandwidth, Description("0 for unlimited, else at least 1000 B/s")]
    public long BandwidthLimit { get; init; } = 1_000_000;

    /// <summary>
    /// Messages that one peer may send in a minute, by type, and all peers of one address together; 0 is unlimited. Over it they are dropped,
    /// over three times as many end the connection. Answers to what was asked do not count.
    /// </summary>
    /// <value>0 and more for each of the protocol's types; by default as wire-protocol 6 says.</value>
    [RateLimits, Description("0 or more a minute, by message type such as TX")]
    public IReadOnlyDictionary<string, int> RateLimits { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>What one network may have.</summary>
    public DiversityOptions Diversity { get; init; } = new();
}

/// <summary>The share of one network prefix. Section <c>Bloom:Gateway:Diversity</c>.</summary>
public sealed class DiversityOptions
{
    /// <summary>Whether loopback addresses count under no network: a merge of 8 and more phases, and 8 and more connections, give one network a quarter at most.</summary>
    /// <value>true or false; true by default.</value>
    [Description("true or false")]
    public bool ExemptLoopback { get; init; } = true;
}
