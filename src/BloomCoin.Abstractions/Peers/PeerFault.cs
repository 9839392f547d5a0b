namespace BloomCoin.Abstractions.Peers;

/// <summary>What a peer did, seen by a grain that wants its connection ended (wire-protocol 7).</summary>
[Alias("peer.fault.v1")]
public enum PeerFault
{
    /// <summary>Nothing: somebody asked for it.</summary>
    None = 0,

    /// <summary>It delivered a header that breaks a rule.</summary>
    InvalidHeader = 1,

    /// <summary>It delivered a block that breaks a rule.</summary>
    InvalidBlock = 2,
}
