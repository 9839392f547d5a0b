using BloomCoin.Chain;

namespace BloomCoin.Abstractions.Mempool;

/// <summary>What became of each transaction of a batch, in its order.</summary>
[GenerateSerializer, Immutable, Alias("mempool.submit.v1")]
public sealed record SubmitReport([property: Id(0)] SubmitVerdict[] Verdicts);

/// <summary>What became of one transaction.</summary>
/// <param name="Txid">Its id; null when the bytes are no transaction.</param>
/// <param name="Outcome">Whether it is held now.</param>
/// <param name="Rule">The rule of chain-format that it breaks, 1 to 6; 0 when it breaks none.</param>
/// <param name="Reason">Why it is not held, with the numbers; empty when it is.</param>
[GenerateSerializer, Immutable, Alias("mempool.verdict.v1")]
public sealed record SubmitVerdict(
    [property: Id(0)] Hash256? Txid, [property: Id(1)] SubmitOutcome Outcome, [property: Id(2)] int Rule, [property: Id(3)] string Reason);

/// <summary>Whether a transaction is held, and if not, whose fault that is.</summary>
[Alias("mempool.outcome.v1")]
public enum SubmitOutcome
{
    /// <summary>It is held now, durably.</summary>
    Accepted = 0,

    /// <summary>It was held before.</summary>
    AlreadyHeld = 1,

    /// <summary>It breaks a rule of the chain, here and now.</summary>
    Invalid = 2,

    /// <summary>It spends an output that a held transaction spends: the first one seen stays.</summary>
    Conflict = 3,

    /// <summary>The mempool is full of transactions that pay more a byte.</summary>
    FeeTooLow = 4,

    /// <summary>It is over 100 000 bytes, or follows too many unconfirmed transactions.</summary>
    NotRelayed = 5,
}
