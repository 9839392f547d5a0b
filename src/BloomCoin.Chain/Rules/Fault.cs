namespace BloomCoin.Chain.Rules;

/// <summary>What exactly breaks a rule. The hundreds are the rule's number.</summary>
public enum Fault
{
    /// <summary>Over 32 MiB.</summary>
    TooLarge = 101,
    /// <summary>The bytes end before what their counts and lengths promise.</summary>
    Truncated = 102,
    /// <summary>Bytes are left after the last thing that was to be read.</summary>
    TrailingBytes = 103,
    /// <summary>A float is infinite or not a number.</summary>
    NotFinite = 104,

    /// <summary>Fewer than 7 rounds.</summary>
    TooFewRounds = 201,
    /// <summary>bloom_end - bloom_start + 1 is not the number of rounds.</summary>
    RoundsMismatch = 202,
    /// <summary>required_rounds is not 7.</summary>
    RequiredRounds = 203,
    /// <summary>The threshold is below z_c.</summary>
    ThresholdTooLow = 204,
    /// <summary>A round's r is below the threshold.</summary>
    RoundBelowThreshold = 205,
    /// <summary>Fewer than 7 oscillators, or more than 4096.</summary>
    OscillatorCount = 206,
    /// <summary>Certificate and header disagree about the oscillators.</summary>
    OscillatorCountMismatch = 207,
    /// <summary>The final phases' r is not the last round's.</summary>
    FinalPhasesMismatch = 208,
    /// <summary>The header's order parameter is below z_c.</summary>
    OrderParameterTooLow = 209,
    /// <summary>The header's order parameter is not the last round's.</summary>
    OrderParameterMismatch = 210,

    /// <summary>The header's merkle root is not the transactions'.</summary>
    MerkleRoot = 301,
    /// <summary>The list of transactions repeats its tail, which leaves the merkle root unchanged (CVE-2012-2459).</summary>
    RepeatedTail = 302,
    /// <summary>The first transaction is no coinbase.</summary>
    MissingCoinbase = 303,
    /// <summary>A transaction after the first is a coinbase.</summary>
    ExtraCoinbase = 304,
    /// <summary>The coinbase's output_index is not the block's height.</summary>
    CoinbaseHeight = 305,
    /// <summary>A transaction without inputs.</summary>
    NoInputs = 306,
    /// <summary>A transaction without outputs.</summary>
    NoOutputs = 307,
    /// <summary>An amount over 21 000 000 BLOOM.</summary>
    AmountTooLarge = 308,
    /// <summary>A sum of amounts that does not fit 64 bits.</summary>
    SumOverflows = 309,

    /// <summary>Its parent is not the block it was to follow. Not the sender's fault alone: the parent may arrive later.</summary>
    DoesNotLink = 401,
    /// <summary>Its parent is known to be invalid.</summary>
    InvalidParent = 402,
    /// <summary>Not later than its parent.</summary>
    TimestampNotLater = 403,
    /// <summary>More than two hours ahead of now. It may be offered again later.</summary>
    TimestampTooFarAhead = 404,

    /// <summary>The compact form is of a negative target.</summary>
    NegativeTarget = 501,
    /// <summary>The compact form is of a target over 256 bits.</summary>
    TargetOverflows = 502,
    /// <summary>The compact form is of the target zero.</summary>
    ZeroTarget = 503,
    /// <summary>Not the parent's difficulty, or not the retarget's.</summary>
    UnexpectedDifficulty = 504,

    /// <summary>An input spends an output that does not exist on this branch.</summary>
    MissingOutput = 601,
    /// <summary>An input spends an output that is spent already.</summary>
    AlreadySpent = 602,
    /// <summary>An input spends a coinbase output less than 7 blocks after its own.</summary>
    ImmatureCoinbase = 603,
    /// <summary>The locktime is above the block's height.</summary>
    Locked = 604,
    /// <summary>The outputs exceed the inputs.</summary>
    OutputsExceedInputs = 605,
    /// <summary>A signature does not verify by the key of the output that its input spends.</summary>
    BadSignature = 606,
    /// <summary>The coinbase takes more than the reward and the fees.</summary>
    ExcessiveReward = 607,
}
