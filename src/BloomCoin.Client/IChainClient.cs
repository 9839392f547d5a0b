using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Ledger;
using BloomCoin.Chain;

namespace BloomCoin.Client;

/// <summary>Blocks and their headers, on the best chain and on others.</summary>
public interface IChainClient
{
    /// <summary>Which network the node is on.</summary>
    Task<ChainIdentity> GetIdentity(CancellationToken cancellation = default);

    /// <summary>The node's best block.</summary>
    Task<ChainTip> GetTip(CancellationToken cancellation = default);

    /// <summary>
    /// Headers of the best chain from a height on, at most 2000. Fewer come at the end of a segment: go on from <see
    /// cref="HeaderRange.End"/>. None come beyond the tip.
    /// </summary>
    Task<HeaderRange> GetHeaders(int start, int count, CancellationToken cancellation = default);

    /// <summary>Blocks by hash, on any branch: the first of them that fit <paramref name="maxBytes"/>, and at least one.</summary>
    /// <param name="hashes">1 to 500 hashes.</param>
    /// <param name="maxBytes">The answer stops after the block with which it reaches this.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<BlockAnswer> GetBlocks(IReadOnlyList<Hash256> hashes, int maxBytes, CancellationToken cancellation = default);

    /// <summary>A block of any branch, with its height and work; null when the node does not know it.</summary>
    Task<FoundBlock?> FindBlock(Hash256 hash, CancellationToken cancellation = default);

    /// <summary>The block of the best chain at a height; null beyond the tip.</summary>
    Task<FoundBlock?> GetBlockAt(int height, CancellationToken cancellation = default);

    /// <summary>The block of the best chain that a transaction is in; null when it is in none, as one that waits in the mempool.</summary>
    Task<FoundBlock?> FindBlockOf(Hash256 txid, CancellationToken cancellation = default);

    /// <summary>Gives the node consecutive blocks, oldest first. Giving known blocks again is harmless: they count as accepted.</summary>
    Task<AppendReport> Append(BlockBatch blocks, CancellationToken cancellation = default);
}
