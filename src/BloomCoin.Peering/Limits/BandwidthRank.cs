namespace BloomCoin.Peering.Limits;

/// <summary>Who goes first when bandwidth is short.</summary>
public enum BandwidthRank
{
    /// <summary>The rest of a frame that is partly sent and that a PONG waits behind.</summary>
    Urgent,

    /// <summary>Blocks and headers.</summary>
    Chain,

    /// <summary>Everything else.</summary>
    Bulk,
}
