using BloomCoin.Peering.Gossip;

namespace BloomCoin.Gateway.Phases;

/// <summary>How this gateway takes phases in and passes them on.</summary>
/// <param name="Strategy">Whom a round reaches.</param>
/// <param name="Interval">The time between rounds (phase_gossip_interval).</param>
/// <param name="ExemptLoopback">Whether phases from loopback count under no network.</param>
internal sealed record PhaseSettings(IGossipStrategy Strategy, TimeSpan Interval, bool ExemptLoopback)
{
    /// <summary>PHASE in a minute, those that were asked for apart (wire-protocol 6): what a peer takes, and what it may send.</summary>
    public const int PhaseLimit = 60;

    /// <summary>GET_PHASE and COHERENCE in a minute, each, either way: "any other type" (wire-protocol 6).</summary>
    public const int MessageLimit = 100;

    /// <summary>PHASE that one peer may send in a minute; 0 is unlimited.</summary>
    public int PhasesPerMinute { get; init; } = PhaseLimit;
}
