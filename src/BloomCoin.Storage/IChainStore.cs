using BloomCoin.Chain;

namespace BloomCoin.Storage;

/// <summary>Every block that was ever accepted, on all branches, and which of them are the best chain.</summary>
/// <remarks>
/// The store is the judge of who writes: <see cref="Append"/> and <see cref="Reorganise"/> are one transaction each and
/// apply only to the tip their caller saw (compare and swap). What they acknowledged survives kill -9.
/// Reads see one consistent state each; two reads may see a tip between them.
/// </remarks>
public interface IChainStore
{
    /// <summary>The best block; null while the store is empty.</summary>
    Task<ChainTip?> ReadTip(CancellationToken cancellation = default);

    /// <summary>Extends the best chain by consecutive blocks, the first on <paramref name="expected"/> (null: an empty store takes its genesis).</summary>
    /// <returns>False, and nothing is stored, when the tip is no longer the expected one.</returns>
    Task<bool> Append(ChainTip? expected, IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default);

    /// <summary>Keeps blocks off the best chain. Each one's parent is stored or earlier in the list; a block already stored stays as it is.</summary>
    Task StoreBranch(IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default);

    /// <summary>Makes the stored branch that ends in <paramref name="newTip"/> the best chain. The blocks it replaces stay stored.</summary>
    /// <returns>The height of the last block common to both; null, and nothing changes, when the tip is no longer the expected one.</returns>
    Task<int?> Reorganise(ChainTip expected, Hash256 newTip, CancellationToken cancellation = default);

    /// <summary>Finds a header on any branch.</summary>
    Task<StoredHeader?> FindHeader(Hash256 hash, CancellationToken cancellation = default);

    /// <summary>The heights of those hashes that are on the best chain, in their order; -1 for the others.</summary>
    Task<int[]> Locate(IReadOnlyList<Hash256> hashes, CancellationToken cancellation = default);

    /// <summary>The header of <paramref name="hash"/> and up to <paramref name="count"/> - 1 before it on its branch, oldest first, 92 bytes each.</summary>
    Task<byte[]> ReadAncestors(Hash256 hash, int count, CancellationToken cancellation = default);

    /// <summary>Headers of the best chain from a height on, 92 bytes each; fewer at its end.</summary>
    Task<byte[]> ReadHeaders(int start, int count, CancellationToken cancellation = default);

    /// <summary>Blocks of any branch by hash, in the order asked, null for an unknown one. Stops early, after at least one, once <paramref name="maxBytes"/> are read.</summary>
    Task<IReadOnlyList<byte[]?>> ReadBlocks(IReadOnlyList<Hash256> hashes, long maxBytes, CancellationToken cancellation = default);
}

/// <summary>A block on its way into the store. The first 92 of <paramref name="Bytes"/> are its header; <paramref name="Work"/> is its chain's up to it.</summary>
public sealed record StoredBlock(Hash256 Hash, Hash256 ParentHash, int Height, ChainWork Work, ReadOnlyMemory<byte> Bytes);

/// <summary>A stored header with its place on its branch. <paramref name="Header"/> has 92 bytes.</summary>
public sealed record StoredHeader(Hash256 Hash, int Height, ChainWork Work, bool OnBestChain, byte[] Header);
