namespace BloomCoin.Abstractions.Peers;

/// <summary>What a peer did that counts for or against it (wire-protocol 7).</summary>
[Alias("peer.event.v1")]
public enum PeerEvent
{
    ValidBlock = 0,
    InvalidBlock = 1,
    ValidPhase = 2,
    InvalidPhase = 3,
    FastResponse = 4,
    SlowResponse = 5,
    Disconnect = 6,
    ProtocolViolation = 7,
    InvalidHeader = 8,
    RateLimited = 9,
}
