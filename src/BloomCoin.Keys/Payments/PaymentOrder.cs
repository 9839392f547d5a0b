using BloomCoin.Chain;

namespace BloomCoin.Keys.Payments;

/// <summary>What is to be paid.</summary>
/// <param name="Recipient">The address that gets the amount.</param>
/// <param name="Amount">Units: 1 to 21 000 000 BLOOM.</param>
/// <param name="Fee">What the miner gets.</param>
/// <param name="Change">The address that gets what is left of the coins.</param>
public sealed record PaymentOrder(Hash256 Recipient, ulong Amount, PaymentFee Fee, Hash256 Change);
