using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Storage;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Chain;

/// <summary>Takes blocks into the store: on which branch, by which rules, and whether the best chain changes. Knows no Orleans; its caller lets one call run at a time.</summary>
/// <remarks>
/// Every stored block is valid on its own branch by all six rules, so that a reorganisation cannot fail halfway, and the tip always has the
/// most work of all stored blocks: a branch that overtakes it is stored and made the best chain in one transaction.
/// </remarks>
internal sealed partial class ChainWriter(
    IChainStore store, ICoinStore coins, ChainParameters parameters, ChainMetrics metrics, TimeProvider time, ILogger log, Func<TipChange, Task> publish)
{
    /// <summary>How far below the tip a block that nobody asked for may lie: it can still matter, and more is nobody's news.</summary>
    public const int NewsDepth = 100;

    private readonly Branches _branches = new(store, coins);
    private readonly CondemnedBlocks _condemned = new();
    private readonly OrphanBlocks _orphans = new();

    /// <inheritdoc cref="IChainGrain.Append"/>
    public async Task<AppendReport> Append(BlockBatch blocks)
    {
        var candidates = await CandidateBlock.JudgeAll(blocks);
        await Settle();
        return await Take(candidates, null);
    }

    /// <inheritdoc cref="IChainGrain.Offer"/>
    public async Task<AppendReport> Offer(BlockBatch block, Guid? source)
    {
        var candidates = await CandidateBlock.JudgeAll(block);
        if (candidates.Length != 1) throw new ArgumentException($"{candidates.Length} blocks are offered at once", nameof(block));
        await Settle();

        var parent = candidates[0].Parent is { } hash && hash != _best.Hash ? await store.FindHeader(hash) : null;
        if (parent is not null && parent.Height + 1 < _best.Height - NewsDepth)
            return new AppendReport(0, _best.Tip, NotNews(candidates[0], parent.Height + 1));
        return await Take(candidates, source);
    }

    /// <inheritdoc cref="IChainGrain.FindCondemned"/>
    public int FindCondemned(ReadOnlySpan<byte> hashes)
    {
        for (var i = 0; i < hashes.Length / Hash256.Length; i++)
        {
            if (_condemned.Contains(new Hash256(hashes[(i * Hash256.Length)..]))) return i;
        }

        return -1;
    }
}

/// <summary>The best chain changed.</summary>
/// <param name="From">The first height that changed.</param>
/// <param name="To">The last height that changed or went.</param>
/// <param name="Undone">Blocks that left it.</param>
/// <param name="Blocks">The newest blocks of the best chain, as far as they came together.</param>
/// <param name="Source">The connection that they came over; null when there is none.</param>
internal sealed record TipChange(int From, int To, int Undone, IReadOnlyList<StoredBlock> Blocks, Guid? Source);
