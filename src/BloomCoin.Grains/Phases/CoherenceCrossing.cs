using BloomCoin.Abstractions.Events;
using BloomCoin.Peering.Gossip;
using BloomCoin.Phases.Kuramoto;

namespace BloomCoin.Grains.Phases;

/// <summary>Notices when a coherence first passes 0.8, and when it first passes z_c: then gossip is due at once (wire-protocol 4).</summary>
internal sealed class CoherenceCrossing
{
    private double _passed;

    /// <summary>The highest that was passed.</summary>
    public CoherenceLevel Level => _passed switch { 0 => CoherenceLevel.Begun, < Bloom.Threshold => CoherenceLevel.Eager, _ => CoherenceLevel.Critical };

    /// <summary>True once for each of the two that is passed; once, when both are passed in one stride.</summary>
    public bool Passes(double coherence)
    {
        var level = coherence >= Bloom.Threshold ? Bloom.Threshold : coherence > AdaptiveStrategy.EagerAbove ? AdaptiveStrategy.EagerAbove : 0;
        if (level <= _passed) return false;
        _passed = level;
        return true;
    }
}
