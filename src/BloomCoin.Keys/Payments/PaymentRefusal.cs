namespace BloomCoin.Keys.Payments;

/// <summary>Why there can be no such payment.</summary>
/// <param name="Fault">What exactly.</param>
/// <param name="Reason">In words, with the numbers, for a person.</param>
public sealed record PaymentRefusal(PaymentFault Fault, string Reason);

/// <summary>What stands in a payment's way.</summary>
public enum PaymentFault
{
    /// <summary>The amount is zero.</summary>
    NoAmount = 0,

    /// <summary>The amount is over 21 000 000 BLOOM (chain-format, rule 3).</summary>
    AmountTooLarge = 1,

    /// <summary>The coins do not hold the amount and the fee.</summary>
    InsufficientFunds = 2,

    /// <summary>The coins hold enough, but those that fit one transaction do not.</summary>
    TooManyInputs = 3,
}
