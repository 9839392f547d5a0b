using BloomCoin.Phases.Kuramoto;

namespace BloomCoin.Grains.Mining;

/// <summary>How this cluster mines.</summary>
/// <param name="Profile">The network's oscillators.</param>
/// <param name="RoundsPerSecond">Rounds in a second of wall time; 0 for as many as the processor makes.</param>
/// <param name="GossipInterval">The time between merges with peers (wire-protocol 4, phase_gossip_interval).</param>
public sealed record MinerSettings(KuramotoProfile Profile, double RoundsPerSecond, TimeSpan GossipInterval)
{
    /// <summary>What a block's transactions may take: some 6 000 payments; a block may have 32 MiB.</summary>
    public const int MaxTransactionBytes = 1024 * 1024;
}
