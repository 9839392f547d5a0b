using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>
/// A node in memory: keeps every block whose parent it knows; the longest branch is the best, a tie keeps the first seen.
/// </summary>
internal sealed partial class FakeNode
{
    private readonly Dictionary<Hash256, (byte[] Block, int Height)> _blocks = [];
    private List<Hash256> _best = [];

    public FakeNode(IReadOnlyList<byte[]> chain, string network = "testnet")
    {
        foreach (var block in chain)
        {
            Add(block);
        }

        Network = network;
    }

    public string Network { get; }

    public IReadOnlyList<Hash256> Best => _best;

    /// <summary>Every batch that Append was called with, accepted or not.</summary>
    public List<BlockBatch> Batches { get; } = [];

    /// <summary>What the calls fail with, one after the other, before they work.</summary>
    public Queue<Exception> Failures { get; } = [];

    /// <summary>No call is answered before this has ended.</summary>
    public Task Silence { get; set; } = Task.CompletedTask;

    /// <summary>Refuses a block, by its height.</summary>
    public Func<int, BlockRefusal?> Judge { get; set; } = _ => null;

    /// <summary>Runs before a batch is taken.</summary>
    public Action? BeforeAppend { get; set; }

    /// <summary>Runs before headers are given.</summary>
    public Action? BeforeHeaders { get; set; }

    /// <summary>Blocks that the node has forgotten.</summary>
    public HashSet<Hash256> Lost { get; } = [];

    public int Calls { get; private set; }

    public Hash256 Add(byte[] block)
    {
        var hash = BlockHeader.HashOf(block);
        var parent = new Hash256(block.AsSpan(4));
        var height = _blocks.TryGetValue(parent, out var known) ? known.Height + 1 : 0;
        if (!_blocks.TryAdd(hash, (block, height)) || height < _best.Count)
        {
            return hash;
        }

        if (_best.Count > 0 && parent == _best[^1])
        {
            _best.Add(hash);
        }
        else
        {
            var branch = new List<Hash256>();
            for (var at = hash; _blocks.TryGetValue(at, out var step); at = new Hash256(step.Block.AsSpan(4)))
            {
                branch.Add(at);
            }

            branch.Reverse();
            _best = branch;
        }

        return hash;
    }

    public Task<ChainIdentity> GetIdentity(CancellationToken cancellation = default) =>
        Answer(() => new ChainIdentity(Network, _best[0]), cancellation);

    public Task<ChainTip> GetTip(CancellationToken cancellation = default) => Answer(Tip, cancellation);

    public Task<AppendReport> Append(BlockBatch blocks, CancellationToken cancellation = default) => Answer(() =>
    {
        BeforeAppend?.Invoke();
        cancellation.ThrowIfCancellationRequested();
        Batches.Add(blocks);
        var accepted = 0;
        foreach (var block in blocks.Split())
        {
            if (Refuse(block) is { } refusal)
            {
                return new AppendReport(accepted, Tip(), refusal);
            }

            Add(block.ToArray());
            accepted++;
        }

        return new AppendReport(accepted, Tip(), null);
    }, cancellation);

    public Task<HeaderRange> GetHeaders(int start, int count, CancellationToken cancellation = default) => Answer(() =>
    {
        BeforeHeaders?.Invoke();
        var segmentEnd = (start / IChainSegmentGrain.Heights + 1) * IChainSegmentGrain.Heights;
        var end = Math.Min(Math.Min(start + count, segmentEnd), _best.Count);
        var headers = _best.Skip(start).Take(Math.Max(0, end - start)).SelectMany(hash => _blocks[hash].Block[..BlockHeader.Length]);
        return new HeaderRange(start, (byte[])[.. headers]);
    }, cancellation);

    public Task<BlockAnswer> GetBlocks(IReadOnlyList<Hash256> hashes, int maxBytes, CancellationToken cancellation = default) => Answer(() =>
    {
        var found = new BlockBatchBuilder();
        var answered = 0;
        var missing = new List<byte>();
        foreach (var hash in hashes)
        {
            if (Lost.Contains(hash))
            {
                missing.AddRange(hash.ToArray());
            }
            else
            {
                found.Add(_blocks[hash].Block);
            }

            answered++;
            if (found.Length >= maxBytes)
            {
                break;
            }
        }

        return new BlockAnswer(found.Build(), answered, [.. missing]);
    }, cancellation);

    private ChainTip Tip() => new(_best[^1], _best.Count - 1, new ChainWork(_best.Count));

    private BlockRefusal? Refuse(ReadOnlyMemory<byte> block)
    {
        if (block.Length < BlockHeader.Length)
        {
            return new(-1, 1, $"a block of {block.Length} bytes has no whole header.", RefusalKind.Invalid, null);
        }

        if (_blocks.ContainsKey(BlockHeader.HashOf(block.Span)))
        {
            return null;
        }

        return _blocks.TryGetValue(new Hash256(block.Span[4..]), out var parent)
            ? Judge(parent.Height + 1)
            : new(-1, 4, "its parent is not known", RefusalKind.Orphan, BlockHeader.HashOf(block.Span));
    }

    private async Task<T> Answer<T>(Func<T> answer, CancellationToken cancellation)
    {
        Calls++;
        cancellation.ThrowIfCancellationRequested();
        if (Failures.TryDequeue(out var failure)) throw failure;
        await Silence.WaitAsync(cancellation);
        return await Task.Run(answer, cancellation);
    }
}
