using BloomCoin.Chain;
using BloomCoin.Chain.Coins;

namespace BloomCoin.Storage;

/// <summary>The outputs of the best chain. Spent ones stay, marked with the height that spent them, so that the outputs at any height below the tip can be told.</summary>
/// <remarks>Written by <see cref="IChainStore.Append"/> and <see cref="IChainStore.Reorganise"/> only, in their transaction.</remarks>
public interface ICoinStore
{
    /// <summary>The outputs that inputs point at, in the order asked; null for one that is not on the best chain.</summary>
    Task<IReadOnlyList<StoredCoin?>> ReadCoins(IReadOnlyList<OutPoint> outputs, CancellationToken cancellation = default);

    /// <summary>The sum and number of an address' unspent outputs, and of those that are not spendable in the next block.</summary>
    Task<AddressBalance> ReadBalance(Hash256 address, CancellationToken cancellation = default);

    /// <summary>An address' unspent outputs, ordered by txid and position, after <paramref name="after"/> (null: from the first).</summary>
    Task<IReadOnlyList<UnspentOutput>> ReadUnspent(Hash256 address, OutPoint? after, int count, CancellationToken cancellation = default);

    /// <summary>The sum and number of all unspent outputs. Reads them all: for people, not for a hot path.</summary>
    Task<CoinSupply> ReadSupply(CancellationToken cancellation = default);
}

/// <summary>An output of the best chain. <paramref name="SpentHeight"/> is the height of the block that spends it; null while none does.</summary>
public readonly record struct StoredCoin(Coin Coin, int? SpentHeight);

/// <summary>An output that can be spent, with its name.</summary>
public readonly record struct UnspentOutput(OutPoint Output, Coin Coin);

/// <summary>What an address owns at a tip, units. <paramref name="Immature"/> is the part of <paramref name="Total"/> that coinbases made less than 7 blocks before the next.</summary>
public sealed record AddressBalance(ChainTip? Tip, ulong Total, ulong Immature, long Outputs);

/// <summary>All that is unspent at a tip, units.</summary>
public sealed record CoinSupply(ChainTip? Tip, ulong Total, long Outputs);
