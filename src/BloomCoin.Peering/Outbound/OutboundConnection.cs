using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Outbound;

/// <summary>An outbound connection, or the attempt at one, as the policy sees it.</summary>
/// <param name="Address">Where it was dialled.</param>
/// <param name="Kind">Why.</param>
/// <param name="Established">How long its handshake has been complete; null while it is not.</param>
/// <param name="SinceBlockNews">How long ago the peer last told of a block; null when it never did.</param>
public sealed record OutboundConnection(NetworkAddress Address, OutboundKind Kind, TimeSpan? Established, TimeSpan? SinceBlockNews);

/// <summary>Why a peer was dialled.</summary>
public enum OutboundKind
{
    /// <summary>The node chose it: it counts against max_peers.</summary>
    Chosen,

    /// <summary>It is asked whom it knows, and waits in the pool to be of use.</summary>
    Pooled,

    /// <summary>A short connection that asks nothing but whether a node is there.</summary>
    Feeler,
}
