using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using BloomCoin.Gateway;

namespace BloomCoin.Node.Options;

/// <summary>Phase gossip. Section <c>Bloom:Gossip</c>. Checked at the start; this version gossips no phases, so nothing here has an effect yet.</summary>
[Reserved]
public sealed class GossipOptions
{
    public const string Section = "Bloom:Gossip";

    /// <summary>How phases are passed on (wire-protocol 4).</summary>
    /// <value>eager, lazy or adaptive; adaptive by default.</value>
    [AllowedValues("eager", "lazy", "adaptive"), Description("eager, lazy or adaptive")]
    public string Strategy { get; init; } = "adaptive";

    /// <summary>Peers that get a PHASE in one eager round. More spreads faster and costs 151 B each.</summary>
    /// <value>1 to 32 peers; 3 by default (wire-protocol 4).</value>
    [Range(1, 32), Description("1 to 32 peers")]
    public int Fanout { get; init; } = 3;

    /// <summary>The time between gossip rounds.</summary>
    /// <value>00:00:00.100 to 00:10:00; 00:00:10 by default (wire-protocol 4, phase_gossip_interval).</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00"), Description("00:00:00.100 to 00:10:00 (hours:minutes:seconds)")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);
}
