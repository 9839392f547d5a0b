using BloomCoin.Abstractions.Peers;

namespace BloomCoin.Grains.Reputation;

/// <summary>What each event counts (wire-protocol 7, the table).</summary>
internal static class ScoreChanges
{
    public static double Of(PeerEvent what) => what switch
    {
        PeerEvent.ValidBlock => +0.1,
        PeerEvent.InvalidBlock => -0.5,
        PeerEvent.ValidPhase => +0.05,
        PeerEvent.InvalidPhase => -0.2,
        PeerEvent.FastResponse => +0.02,
        PeerEvent.SlowResponse => -0.01,
        PeerEvent.Disconnect => -0.1,
        PeerEvent.ProtocolViolation => -0.3,
        PeerEvent.InvalidHeader => -0.3,
        PeerEvent.RateLimited => -0.05,
        _ => 0,   // a later version's: it says nothing to this one
    };
}
