namespace BloomCoin.Chain.Rules;

/// <summary>What is left of rule 6 once the outputs are found: this input's signature must verify by this key.</summary>
/// <remarks>Apart from the rules, because verifying takes a cryptographic library and most of the time: the caller verifies many in parallel.</remarks>
/// <param name="Transaction">The one that is signed.</param>
/// <param name="Input">The position of the input.</param>
/// <param name="Address">The Ed25519 public key of the output that the input spends.</param>
public readonly record struct SignatureClaim(Transaction Transaction, int Input, Hash256 Address)
{
    /// <summary>The violation that this claim is when it does not verify.</summary>
    public RuleViolation ToViolation() => RuleViolation.Of(Fault.BadSignature,
        $"the signature of input {Input} of {Transaction.Id} does not verify by {Address}");
}
