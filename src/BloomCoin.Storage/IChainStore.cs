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

    /// <summary>
    /// Extends the best chain by consecutive blocks, the first on <paramref name="expected"/> (null: an empty store takes its genesis),
    /// and marks the outputs that they spend.
    /// </summary>
    /// <returns>False, and nothing is stored, when the tip is no longer the expected one.</returns>
    Task<bool> Append(ChainTip? expected, IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default);

    /// <summary>Keeps blocks off the best chain. Each one's parent is stored or earlier in the list; a block already stored stays as it is.</summary>
    Task StoreBranch(IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default);

    /// <summary>
    /// Keeps blocks off the best chain, as <see cref="StoreBranch"/> does, and makes the branch that ends in <paramref name="newTip"/> the
    /// best chain, and its outputs the ones that <see cref="ICoinStore"/> has. The blocks it replaces stay stored, and are noted for
    /// <see cref="IMempoolStore.ReadUndone"/>.
    /// </summary>
    /// <returns>The height of the last block common to both; null, and nothing changes, when the tip is no longer the expected one.</returns>
    Task<int?> Reorganise(ChainTip expected, Hash256 newTip, IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default);

    /// <summary>Finds a header on any branch.</summary>
    Task<StoredHeader?> FindHeader(Hash256 hash, CancellationToken cancellation = default);

    /// <summary>The heights of those hashes that are on the best chain, in their order; -1 for the others.</summary>
    Task<int[]> Locate(IReadOnlyList<Hash256> hashes, CancellationToken cancellation = default);

    /// <summary>Where the branch that ends in <paramref name="hash"/> leaves the best chain, and its blocks from there; null when the block is not stored.</summary>
    Task<BranchPath?> FindBranch(Hash256 hash, CancellationToken cancellation = default);

    /// <summary>The header of <paramref name="hash"/> and up to <paramref name="count"/> - 1 before it on its branch, oldest first, 92 bytes each.</summary>
    Task<byte[]> ReadAncestors(Hash256 hash, int count, CancellationToken cancellation = default);

    /// <summary>Headers of the best chain from a height on, 92 bytes each; fewer at its end.</summary>
    Task<byte[]> ReadHeaders(int start, int count, CancellationToken cancellation = default);

    /// <summary>Blocks of any branch by hash, in the order asked, null for an unknown one. Stops early, after at least one, once <paramref name="maxBytes"/> are read.</summary>
    Task<IReadOnlyList<byte[]?>> ReadBlocks(IReadOnlyList<Hash256> hashes, long maxBytes, CancellationToken cancellation = default);
}

/// <summary>A valid block on its way into the store. <paramref name="Work"/> is its chain's up to it.</summary>
public sealed record StoredBlock(Block Block, int Height, ChainWork Work)
{
    public Hash256 Hash => Block.Hash;

    public Hash256 ParentHash => Block.Header.PrevHash;

    public ReadOnlyMemory<byte> Bytes => Block.Bytes;
}

/// <summary>The blocks of a branch above the best chain, oldest first; none for a block that is on the best chain.</summary>
/// <param name="ForkHeight">The height of the last block that both share.</param>
/// <param name="Blocks">Those above it.</param>
public sealed record BranchPath(int ForkHeight, IReadOnlyList<Hash256> Blocks);

/// <summary>A stored header with its place on its branch. <paramref name="Header"/> has 92 bytes.</summary>
public sealed record StoredHeader(Hash256 Hash, int Height, ChainWork Work, bool OnBestChain, byte[] Header);
