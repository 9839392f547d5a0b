using Orleans.Runtime;

namespace BloomCoin.Abstractions.Gateways;

/// <summary>The gateways of the cluster: which there are, and what they hold together. Key: <see cref="Key"/>. Lives while gateways report.</summary>
/// <remarks>
/// Called by every gateway each two seconds, and at once when its connections change by much. Holds nothing that is not told again
/// within one beat, so nothing is persisted. A gateway that was not heard of for 10 s, or whose silo is dead, is no member.
/// </remarks>
[Alias("gateway.directory.v1")]
public interface IGatewayDirectoryGrain : IGrainWithStringKey
{
    /// <summary>The one key.</summary>
    const string Key = "gateways";

    /// <summary>Takes what a gateway holds, and says what it must know of the others. When a gateway comes or goes, the others are told at once.</summary>
    [Alias("report")]
    Task<ClusterView> Report(GatewayReport report);

    /// <summary>Forgets a gateway that ends in order: its connections count no more, and the others are told at once.</summary>
    [Alias("leave")]
    Task Leave(SiloAddress gateway);
}

/// <summary>What one gateway holds. At most 256 networks are taken from it.</summary>
/// <param name="Gateway">Its silo.</param>
/// <param name="Nonce">The nonce in its VERSIONs: a peer that sends it is ourselves (wire-protocol 3, rule 4).</param>
/// <param name="Addresses">Where it is reached, address:port each: its listener, and the address that is told to peers. At most 4.</param>
/// <param name="Connections">All its connections, inbound and outbound.</param>
/// <param name="Networks">The networks that have at least a hundredth of them.</param>
[GenerateSerializer, Immutable, Alias("gateway.report.v1")]
public sealed record GatewayReport(
    [property: Id(0)] SiloAddress Gateway,
    [property: Id(1)] ulong Nonce,
    [property: Id(2)] string[] Addresses,
    [property: Id(3)] int Connections,
    [property: Id(4)] NetworkCount[] Networks);

/// <summary>Connections of one network.</summary>
/// <param name="Network">The /16 or IPv6 /32, as Peering names it; never that of no network.</param>
/// <param name="Connections">How many.</param>
[GenerateSerializer, Immutable, Alias("gateway.network.v1")]
public readonly record struct NetworkCount([property: Id(0)] ulong Network, [property: Id(1)] int Connections);

/// <summary>The cluster, as one of its gateways must know it.</summary>
/// <param name="Activation">Names the directory's life: one that began anew knows what was reported since.</param>
/// <param name="Sequence">Later views of one life have higher ones.</param>
/// <param name="IsSettled">False while the directory is so young that a gateway may not have reported to it yet.</param>
/// <param name="Gateways">Gateways that are alive, the reader among them.</param>
/// <param name="Nonces">Of all of them.</param>
/// <param name="Addresses">Of all of them, address:port each.</param>
/// <param name="OtherConnections">Connections of all the others.</param>
/// <param name="OtherNetworks">By network, those with at least a hundredth of these.</param>
/// <param name="Drop">What the reader is to let go: it has most of a network that has more than a quarter of all connections (wire-protocol 6).</param>
[GenerateSerializer, Immutable, Alias("gateway.cluster.v1")]
public sealed record ClusterView(
    [property: Id(0)] Guid Activation,
    [property: Id(1)] long Sequence,
    [property: Id(2)] bool IsSettled,
    [property: Id(3)] int Gateways,
    [property: Id(4)] ulong[] Nonces,
    [property: Id(5)] string[] Addresses,
    [property: Id(6)] int OtherConnections,
    [property: Id(7)] NetworkCount[] OtherNetworks,
    [property: Id(8)] NetworkCount[] Drop);
