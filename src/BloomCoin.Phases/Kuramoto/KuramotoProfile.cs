namespace BloomCoin.Phases.Kuramoto;

/// <summary>How oscillators are coupled and stepped (chain-format, The miner).</summary>
/// <param name="Boost">Scales the coupling; the larger, the sooner a bloom.</param>
/// <param name="FrequencyStd">Spreads the natural frequencies: Lorentzian with scale <paramref name="FrequencyStd"/> * tau.</param>
/// <param name="TimeStep">dt of one Euler step.</param>
/// <param name="MaxRounds">Rounds after which a run that has not bloomed starts anew.</param>
public sealed record KuramotoProfile(double Boost, double FrequencyStd, double TimeStep, int MaxRounds)
{
    /// <summary>For development: a bloom every few seconds at 100 rounds a second.</summary>
    public static KuramotoProfile Devnet { get; } = new(Boost: 3.07, FrequencyStd: 0.5, TimeStep: 0.02, MaxRounds: 2_000);

    /// <summary>The public network's.</summary>
    public static KuramotoProfile Mainnet { get; } = new(Boost: 1, FrequencyStd: 1, TimeStep: 0.01, MaxRounds: 100_000);
}
