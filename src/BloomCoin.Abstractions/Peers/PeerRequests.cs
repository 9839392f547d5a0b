namespace BloomCoin.Abstractions.Peers;

/// <summary>How long a request to a peer may take, seen from the grain that makes it.</summary>
public static class PeerRequests
{
    /// <summary>The gateway gives up on a silent peer after 30 s without progress (wire-protocol 6, message_timeout) and on a slow answer after 90 s; this is beyond both.</summary>
    public const string Timeout = "00:02:00";
}
