using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using BloomCoin.Peering.Gossip;

namespace BloomCoin.Gateway;

/// <summary>How news spreads. Section <c>Bloom:Gossip</c>.</summary>
public sealed class GossipOptions
{
    public const string Section = "Bloom:Gossip";

    /// <summary>How phases are passed on (wire-protocol 4): eager sends them, lazy says that they are here, adaptive is eager above a coherence of 0.8.</summary>
    /// <value>eager, lazy or adaptive; adaptive by default.</value>
    [AllowedValues(GossipStrategies.Eager, GossipStrategies.Lazy, GossipStrategies.Adaptive), Description("eager, lazy or adaptive")]
    public string Strategy { get; init; } = GossipStrategies.Adaptive;

    /// <summary>Peers that get a new block whole, where the others get its header, and a PHASE in one eager round. More spreads faster and costs a block, or 151 B, each.</summary>
    /// <value>1 to 32 peers; 3 by default (wire-protocol 4 and 5).</value>
    [Range(1, 32), Description("1 to 32 peers")]
    public int Fanout { get; init; } = 3;

    /// <summary>The time between gossip rounds.</summary>
    /// <value>00:00:00.100 to 00:10:00; 00:00:10 by default (wire-protocol 4, phase_gossip_interval).</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00"), Description("00:00:00.100 to 00:10:00 (hours:minutes:seconds)")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);
}
