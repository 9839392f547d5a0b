namespace BloomCoin.Simulation.Mining;

/// <summary>The first bloom of a run.</summary>
/// <param name="Round">The round that completes it, from 1.</param>
/// <param name="Miners">How many miners bloom in that round: each has a block, and one of these will stay.</param>
public readonly record struct FirstBloom(int Round, int Miners);
