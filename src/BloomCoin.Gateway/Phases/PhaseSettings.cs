using BloomCoin.Peering.Gossip;

namespace BloomCoin.Gateway.Phases;

/// <summary>How this gateway takes phases in and passes them on.</summary>
/// <param name="Strategy">Whom a round reaches.</param>
/// <param name="Interval">The time between rounds (phase_gossip_interval).</param>
/// <param name="ExemptLoopback">Whether phases from loopback count under no network.</param>
internal sealed record PhaseSettings(IGossipStrategy Strategy, TimeSpan Interval, bool ExemptLoopback);
