using BloomCoin.Chain;
using Orleans.Runtime;

namespace BloomCoin.Abstractions.Sync;

/// <summary>Brings the chain up to its peers': headers first, then blocks. Key: 0. Lives on a compute silo.</summary>
/// <remarks>Holds nothing that a crash could lose: the chain is in the store, and the gateways name their peers every two seconds.</remarks>
[Alias("sync.v1")]
public interface ISyncGrain : IGrainWithIntegerKey
{
    /// <summary>A gateway's peers that serve blocks. Called by each gateway every two seconds, and at once when a peer arrives or announces a header.</summary>
    /// <returns>The height of the best checked header.</returns>
    [Alias("announce")]
    Task<int> Announce(GatewayPeers peers);

    /// <summary>What the sync is doing.</summary>
    [Alias("status")]
    Task<SyncStatus> GetStatus();
}

/// <summary>The peers of one gateway that a sync can ask.</summary>
/// <param name="Gateway">The gateway's silo.</param>
/// <param name="Peers">At most 64: outbound ones first, then those that claim most.</param>
[GenerateSerializer, Immutable, Alias("sync.peers.v1")]
public sealed record GatewayPeers([property: Id(0)] SiloAddress Gateway, [property: Id(1)] SyncPeer[] Peers)
{
    /// <summary>The most peers that one gateway names.</summary>
    public const int Limit = 64;
}

/// <summary>A peer to sync from.</summary>
/// <param name="Key">Its grain's key.</param>
/// <param name="Connection">Its connection.</param>
/// <param name="ClaimedHeight">What its VERSION and its announcements claim: a hint.</param>
/// <param name="Announced">The last block that it announced or sent unasked; null before the first.</param>
[GenerateSerializer, Immutable, Alias("sync.peer.v1")]
public sealed record SyncPeer(
    [property: Id(0)] string Key, [property: Id(1)] Guid Connection, [property: Id(2)] uint ClaimedHeight, [property: Id(3)] Hash256? Announced);

/// <summary>A sync seen from outside.</summary>
/// <param name="IsRunning">False when there is nothing to do until a peer claims more.</param>
/// <param name="Source">The peer that headers and blocks come from; null while idle.</param>
/// <param name="Height">The tip.</param>
/// <param name="HeaderHeight">The best checked header.</param>
/// <param name="Peers">Peers that could be asked.</param>
[GenerateSerializer, Immutable, Alias("sync.status.v1")]
public sealed record SyncStatus(
    [property: Id(0)] bool IsRunning,
    [property: Id(1)] string? Source,
    [property: Id(2)] int Height,
    [property: Id(3)] int HeaderHeight,
    [property: Id(4)] int Peers);
