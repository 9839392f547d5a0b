namespace BloomCoin.Grains.Reputation;

/// <summary>How this cluster judges addresses.</summary>
/// <param name="ExemptLoopback">
/// Whether a loopback address is never banned for its score: whoever is on this machine, or behind a proxy on it, shares it with everybody
/// (Bloom:Gateway:Diversity:ExemptLoopback). A ban that somebody asks for holds.
/// </param>
public sealed record ReputationSettings(bool ExemptLoopback);
