namespace BloomCoin.Peering;

/// <summary>Why a connection ended. The first reason wins; every end has one.</summary>
public enum DisconnectReason
{
    /// <summary>The peer closed its side, or the network reset the connection: ordinary.</summary>
    RemoteClosed,

    /// <summary>This node is stopping.</summary>
    ShuttingDown,

    /// <summary>Somebody asked for it: a grain, an operator.</summary>
    Requested,

    /// <summary>The handshake was not complete within 10 s (wire-protocol 3). No penalty.</summary>
    HandshakeTimeout,

    /// <summary>The other end is this node (wire-protocol 3, rule 4). No penalty.</summary>
    SelfConnection,

    /// <summary>The peer speaks a version below 1 (wire-protocol 3, rule 4).</summary>
    VersionTooOld,

    /// <summary>Bad magic, checksum, length, payload, or a message out of turn (wire-protocol 7, protocol_violation).</summary>
    ProtocolViolation,

    /// <summary>A header that breaks a rule (wire-protocol 7, invalid_header).</summary>
    InvalidHeader,

    /// <summary>A block that breaks a rule (wire-protocol 7, invalid_block).</summary>
    InvalidBlock,

    /// <summary>An answer owed was 30 s without progress, or a message dripped in (wire-protocol 6, message_timeout).</summary>
    MessageTimeout,

    /// <summary>90 s without any message after a PING (wire-protocol 6).</summary>
    KeepaliveTimeout,

    /// <summary>More unsent bytes than the queue holds: the peer reads too slowly (wire-protocol 6).</summary>
    SlowReader,

    /// <summary>Its address is banned (wire-protocol 7).</summary>
    Banned,

    /// <summary>There was no room for a newcomer, and this connection had least for it (wire-protocol 6). No penalty.</summary>
    Evicted,

    /// <summary>Its network has more than a quarter of the cluster's connections (wire-protocol 6). No penalty.</summary>
    OverNetworkShare,

    /// <summary>A node answered where this one only wanted to know whether one does. No penalty.</summary>
    Feeler,

    /// <summary>A connection for a short exchange that nobody needs any more. No penalty.</summary>
    ExchangeOver,

    /// <summary>One outbound connection too many: the tip was stale, another peer was tried, and this one's block news was the oldest. No penalty.</summary>
    ExtraOutbound,

    /// <summary>A fault of ours while serving the peer; the log has it.</summary>
    InternalError,
}
