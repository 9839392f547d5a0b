using BloomCoin.Chain;

namespace BloomCoin.Client.Watch;

/// <summary>The coherences at which something begins, for whoever shows one.</summary>
public static class CoherenceThresholds
{
    /// <summary>Above it the adaptive strategy pushes phases eagerly (wire-protocol 4).</summary>
    public const double Eager = 0.8;

    /// <summary>z_c: from it on oscillators have bloomed.</summary>
    public const double Critical = Constants.CriticalCoherence;
}
