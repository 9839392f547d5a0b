namespace BloomCoin.Gateway.Listening;

/// <summary>Why an inbound connection is not taken. Asked in this order; none is held against the address.</summary>
internal enum AdmissionRefusal
{
    /// <summary>Its address is banned (wire-protocol 7).</summary>
    Banned,

    /// <summary>Its network has 8 handshakes under way (p2p-anchors, scenario 24).</summary>
    PendingHandshakes,

    /// <summary>Its network would have more than a quarter of the cluster's connections (wire-protocol 6).</summary>
    NetworkShare,

    /// <summary>No room, and every connection has more for it than a newcomer (wire-protocol 6).</summary>
    Full,
}
