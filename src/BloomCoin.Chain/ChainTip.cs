namespace BloomCoin.Chain;

/// <summary>The best block: where the next one goes.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Height">0 at the genesis block.</param>
/// <param name="Work">The sum of all work up to and with it.</param>
public sealed record ChainTip(Hash256 Hash, int Height, ChainWork Work);
