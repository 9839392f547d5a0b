using System.Collections.Concurrent;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>A chain that judges what it is offered as its test says, and keeps count of it.</summary>
internal sealed class ScriptedChain : IChainGrain
{
    /// <summary>The blocks that it was offered, in order.</summary>
    public ConcurrentQueue<byte[]> Offers { get; } = new();

    /// <summary>Why a block is refused; null to take it.</summary>
    public Func<ReadOnlyMemory<byte>, Task<RefusalKind?>> Judge { get; set; } = _ => Task.FromResult<RefusalKind?>(null);

    public async Task<AppendReport> Offer(BlockBatch block, Guid? source)
    {
        var bytes = Assert.Single(block.Split());
        Offers.Enqueue(bytes.ToArray());
        var refusal = await Judge(bytes) is { } kind ? new BlockRefusal(-1, 1, "as its test says", kind, null) : null;
        return new AppendReport(refusal is null ? 1 : 0, new ChainTip(default, 0, ChainWork.Zero), refusal);
    }

    public Task<ChainTip> GetTip() => throw new NotSupportedException();

    public Task<ChainIdentity> GetIdentity() => throw new NotSupportedException();

    public Task<AppendReport> Append(BlockBatch blocks) => throw new NotSupportedException();

    public Task<int> FindCondemned(byte[] hashes) => throw new NotSupportedException();

    public Task<Ancestry?> GetAncestors(Hash256 block, int count) => throw new NotSupportedException();
}
