using BloomCoin.Chain;

namespace BloomCoin.Abstractions.Chain;

/// <summary>What became of a batch of blocks.</summary>
/// <param name="Accepted">How many blocks of the batch, from its start, are now stored (or were before).</param>
/// <param name="Tip">The best block after it.</param>
/// <param name="Refusal">Why the next one was not; null when all were accepted.</param>
[GenerateSerializer, Immutable, Alias("chain.append.v1")]
public sealed record AppendReport([property: Id(0)] int Accepted, [property: Id(1)] ChainTip Tip, [property: Id(2)] BlockRefusal? Refusal);

/// <summary>The block that was refused, and by which rule (chain-format, "A block is valid when").</summary>
/// <param name="Height">The height it would have; -1 when its parent is not known.</param>
/// <param name="Rule">The rule's number, 1 to 6.</param>
/// <param name="Reason">The rule in words, with the numbers that broke it.</param>
/// <param name="Kind">What the sender deserves for it.</param>
/// <param name="Hash">The block's hash; null when there is not even a header.</param>
[GenerateSerializer, Immutable, Alias("block.refusal.v1")]
public sealed record BlockRefusal(
    [property: Id(0)] int Height,
    [property: Id(1)] int Rule,
    [property: Id(2)] string Reason,
    [property: Id(3)] RefusalKind Kind,
    [property: Id(4)] Hash256? Hash);

/// <summary>Whether a refusal is for ever.</summary>
[Alias("block.refusal.kind.v1")]
public enum RefusalKind
{
    /// <summary>These bytes break a rule and always will. Another body of the same hash may be good.</summary>
    Invalid = 0,

    /// <summary>Its parent is not known here: it may be good.</summary>
    Orphan = 1,

    /// <summary>Its timestamp is too far ahead of this node's clock: it may become good.</summary>
    TooEarly = 2,

    /// <summary>It breaks a rule by what its hash covers, or follows such a block: every body of this hash and every block on it is invalid.</summary>
    Condemned = 3,

    /// <summary>Nobody asked for it, and it is too far below the tip to be news.</summary>
    NotNews = 4,
}
