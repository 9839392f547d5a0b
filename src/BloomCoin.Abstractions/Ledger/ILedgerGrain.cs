using BloomCoin.Chain;

namespace BloomCoin.Abstractions.Ledger;

/// <summary>Answers questions about the best chain: who owns what, which block stands where. A stateless worker, on the caller's silo. Key: 0.</summary>
/// <remarks>Called by clients; each call reads the store.</remarks>
[Alias("ledger.v1")]
public interface ILedgerGrain : IGrainWithIntegerKey
{
    /// <summary>What an address owns at the tip.</summary>
    [Alias("balance")]
    Task<Balance> GetBalance(Hash256 address);

    /// <summary>An address' unspent outputs, ordered by txid and position.</summary>
    /// <param name="address">An Ed25519 public key.</param>
    /// <param name="after">The last output of the page before; null for the first page.</param>
    /// <param name="count">1 to 1000.</param>
    [Alias("unspent")]
    Task<Unspent[]> GetUnspent(Hash256 address, OutPoint? after, int count);

    /// <summary>All unspent outputs: their number and sum. Reads them all.</summary>
    [Alias("supply")]
    Task<Supply> GetSupply();

    /// <summary>A block of any branch; null when it is not known.</summary>
    [Alias("block")]
    Task<FoundBlock?> FindBlock(Hash256 hash);

    /// <summary>The block of the best chain at a height; null beyond the tip.</summary>
    [Alias("block-at")]
    Task<FoundBlock?> GetBlockAt(int height);

    /// <summary>The block of the best chain that a transaction is in; null when it is in none.</summary>
    [Alias("block-of")]
    Task<FoundBlock?> FindBlockOf(Hash256 txid);
}

/// <summary>What an address owns, units.</summary>
/// <param name="Height">The tip's height at which this is true.</param>
/// <param name="Total">All unspent outputs.</param>
/// <param name="Immature">The part of it that coinbases made and that the next block may not spend yet.</param>
/// <param name="Outputs">How many outputs.</param>
[GenerateSerializer, Immutable, Alias("ledger.balance.v1")]
public sealed record Balance(
    [property: Id(0)] int Height, [property: Id(1)] ulong Total, [property: Id(2)] ulong Immature, [property: Id(3)] long Outputs)
{
    /// <summary>What the next block may spend.</summary>
    public ulong Spendable => Total - Immature;
}

/// <summary>An output that is not spent.</summary>
/// <param name="Output">Its name.</param>
/// <param name="Amount">Units.</param>
/// <param name="Height">Its block's height.</param>
/// <param name="IsCoinbase">Whether it must mature: 7 blocks.</param>
[GenerateSerializer, Immutable, Alias("ledger.unspent.v1")]
public sealed record Unspent(
    [property: Id(0)] OutPoint Output, [property: Id(1)] ulong Amount, [property: Id(2)] int Height, [property: Id(3)] bool IsCoinbase);

/// <summary>All that is unspent.</summary>
/// <param name="Height">The tip's height at which this is true.</param>
/// <param name="Total">Units.</param>
/// <param name="Outputs">How many outputs.</param>
[GenerateSerializer, Immutable, Alias("ledger.supply.v1")]
public sealed record Supply([property: Id(0)] int Height, [property: Id(1)] ulong Total, [property: Id(2)] long Outputs);

/// <summary>A stored block.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Height">Its height on its branch.</param>
/// <param name="Work">All work of its branch up to it.</param>
/// <param name="OnBestChain">False on a side branch.</param>
/// <param name="Bytes">The block.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("ledger.block.v1")]
public sealed record FoundBlock(
    [property: Id(0)] Hash256 Hash,
    [property: Id(1)] int Height,
    [property: Id(2)] ChainWork Work,
    [property: Id(3)] bool OnBestChain,
    [property: Id(4)] byte[] Bytes);
