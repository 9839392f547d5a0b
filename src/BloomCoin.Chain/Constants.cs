namespace BloomCoin.Chain;

/// <summary>The numbers of the golden ratio and the limits that every network shares (chain-format, Constants).</summary>
public static class Constants
{
    /// <summary>(1 + sqrt 5) / 2.</summary>
    public const double Phi = 1.6180339887498948482;

    /// <summary>phi - 1 = 1 / phi: the exponent of a retarget.</summary>
    public const double Tau = Phi - 1;

    /// <summary>z_c = sqrt(3) / 2: the order parameter above which oscillators have bloomed.</summary>
    public const double CriticalCoherence = 0.86602540378443864676;

    /// <summary>What a threshold or order parameter may lack to <see cref="CriticalCoherence"/>: f32 rounding.</summary>
    public const double CriticalCoherenceTolerance = 1e-6;

    /// <summary>What two order parameters of the same state may differ by.</summary>
    public const double CoherenceTolerance = 0.01;

    /// <summary>Consecutive rounds above the threshold that seal a block: the Lucas number L4.</summary>
    public const int RequiredRounds = 7;

    /// <summary>Oscillators of this implementation's miners and of a genesis block.</summary>
    public const int Oscillators = 63;

    /// <summary>Fewest oscillators of a valid block.</summary>
    public const int MinOscillators = 7;

    /// <summary>Most oscillators of a valid block.</summary>
    public const int MaxOscillators = 4096;

    /// <summary>Blocks between two retargets: the Lucas number L10.</summary>
    public const int DifficultyInterval = 123;

    /// <summary>Compact form of the easiest target, which is also a genesis block's.</summary>
    public const uint EasiestDifficulty = 0x1d00ffff;

    /// <summary>Seconds that a block's timestamp may be ahead of now.</summary>
    public const int MaxSecondsAhead = 7200;

    /// <summary>Blocks after its own from which a coinbase output may be spent.</summary>
    public const int CoinbaseMaturity = 7;

    /// <summary>Units of one BLOOM.</summary>
    public const ulong UnitsPerBloom = 100_000_000;

    /// <summary>Most units of one output: 21 000 000 BLOOM.</summary>
    public const ulong MaxAmount = 21_000_000 * UnitsPerBloom;

    /// <summary>Most bytes of a block: 32 MiB.</summary>
    public const int MaxBlockLength = 32 * 1024 * 1024;
}
