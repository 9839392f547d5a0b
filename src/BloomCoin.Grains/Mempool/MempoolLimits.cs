namespace BloomCoin.Grains.Mempool;

/// <summary>What the mempool may hold, and for how long.</summary>
internal sealed record MempoolLimits
{
    /// <summary>Bytes of memory, as <see cref="PooledTransaction.Cost"/> counts them, above which the lowest fee rate is evicted.</summary>
    public long MaxBytes { get; init; } = 300_000_000;

    /// <summary>How long a transaction waits for a block before it is forgotten: miners do not want it.</summary>
    public TimeSpan Expiry { get; init; } = TimeSpan.FromDays(14);

    /// <summary>
    /// How often a client's unconfirmed transactions are announced again, give or take a quarter: peers that came since do not know
    /// them.
    /// </summary>
    public TimeSpan AnnounceAgain { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often expiry and announcements are looked at, and a tip is looked for whose news was lost.</summary>
    public TimeSpan Upkeep { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Bytes of one transaction: more does not fit a TX (wire-protocol 2).</summary>
    public const int MaxTransactionLength = 100_000;

    /// <summary>Held transactions that one transaction may follow, directly or not: what taking it into a block drags along.</summary>
    public const int MaxAncestors = 25;

    /// <summary>Held transactions that may follow one, directly or not: what its eviction takes along.</summary>
    public const int MaxDescendants = 25;
}
