using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;

namespace BloomCoin.Client;

/// <summary>A node as an application sees it. The node may be one process or a cluster; the grains behind this do not differ.</summary>
/// <remarks>Calls that fail because a silo is gone or late are repeated a bounded number of times; then they fail with <see cref="NodeUnreachableException"/>.</remarks>
public interface IBloomClient
{
    /// <summary>Which network the node is on.</summary>
    Task<ChainIdentity> GetIdentity(CancellationToken cancellation);

    /// <summary>The node's best block.</summary>
    Task<ChainTip> GetTip(CancellationToken cancellation);

    /// <summary>Gives the node consecutive blocks, oldest first. Giving known blocks again is harmless: they count as accepted.</summary>
    Task<AppendReport> Append(BlockBatch blocks, CancellationToken cancellation);

    /// <summary>Headers of the best chain from a height on, at most 2000. Fewer come at the end of a segment: go on from <see cref="HeaderRange.End"/>. None come beyond the tip.</summary>
    Task<HeaderRange> GetHeaders(int start, int count, CancellationToken cancellation);

    /// <summary>Blocks by hash, on any branch: the first of them that fit <paramref name="maxBytes"/>, and at least one.</summary>
    /// <param name="hashes">1 to 500 hashes.</param>
    /// <param name="maxBytes">The answer stops after the block with which it reaches this.</param>
    Task<BlockAnswer> GetBlocks(IReadOnlyList<Hash256> hashes, int maxBytes, CancellationToken cancellation);
}
