namespace BloomCoin.Chain.Coins;

/// <summary>An output on a branch, as the input that spends it needs to know it.</summary>
/// <param name="Amount">Units.</param>
/// <param name="Address">The owner's Ed25519 public key.</param>
/// <param name="Height">The height of its block.</param>
/// <param name="IsCoinbase">Whether a coinbase made it, so that it must mature.</param>
public readonly record struct Coin(ulong Amount, Hash256 Address, int Height, bool IsCoinbase);
