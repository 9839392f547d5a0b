using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Tests.Support;

/// <summary>
/// A chain in memory, as writer and as store, for tests of the sync alone. It believes every block, unless its test says otherwise.
/// </summary>
internal sealed class MemoryChain : IChainGrain, IChainStore
{
    private readonly Dictionary<Hash256, StoredHeader> _headers = [];
    private readonly List<Hash256> _best = [];

    public MemoryChain(TestBranch held)
    {
        foreach (var block in held.Blocks) Take(block.Hash, block.Bytes.Span[..BlockHeader.Length].ToArray());
        Appended.Clear();
    }

    public ChainTip Tip { get; private set; } = new(default, -1, ChainWork.Zero);

    /// <summary>Blocks in the order in which they were stored.</summary>
    public List<Hash256> Appended { get; } = [];

    /// <summary>Hashes that no body makes valid, once they have been refused.</summary>
    public HashSet<Hash256> Condemned { get; } = [];

    /// <summary>What is wrong with a block; null when nothing is.</summary>
    public Func<ReadOnlyMemory<byte>, RefusalKind?> Judge { get; set; } = _ => null;

    /// <summary>Runs before each append.</summary>
    public Func<Task> BeforeAppend { get; set; } = () => Task.CompletedTask;

    public Task<ChainTip> GetTip() => Task.FromResult(Tip);

    public async Task<AppendReport> Append(BlockBatch blocks)
    {
        await BeforeAppend();
        var accepted = 0;
        foreach (var block in blocks.Split())
        {
            if (Refuse(block) is { } kind) return new AppendReport(accepted, Tip, new BlockRefusal(0, 3, "as its test says", kind, null));
            Take(BlockHeader.HashOf(block.Span), block[..BlockHeader.Length].ToArray());
            accepted++;
        }

        return new AppendReport(accepted, Tip, null);
    }

    public Task<int> FindCondemned(byte[] hashes) => Task.FromResult(
        Enumerable.Range(0, hashes.Length / Hash256.Length)
            .FirstOrDefault(index => Condemned.Contains(new Hash256(hashes.AsSpan(index * Hash256.Length))), -1));

    public Task<Ancestry?> GetAncestors(Hash256 block, int count)
    {
        if (!_headers.TryGetValue(block, out var last)) return Task.FromResult<Ancestry?>(null);
        var headers = new List<byte[]>();
        for (var header = last; header is not null && headers.Count < count; header = ParentOf(header)) headers.Add(header.Header);
        headers.Reverse();
        var range = new HeaderRange(last.Height + 1 - headers.Count, (byte[])[.. headers.SelectMany(header => header)]);
        return Task.FromResult<Ancestry?>(new Ancestry(range, last.Work));
    }

    public Task<StoredHeader?> FindHeader(Hash256 hash, CancellationToken cancellation = default) =>
        Task.FromResult(_headers.GetValueOrDefault(hash));

    public Task<int[]> Locate(IReadOnlyList<Hash256> hashes, CancellationToken cancellation = default) =>
        Task.FromResult(hashes.Select(Locate).ToArray());

    public Task<ChainIdentity> GetIdentity() =>
        throw new NotSupportedException();

    public Task<AppendReport> Offer(BlockBatch block, Guid? source) =>
        throw new NotSupportedException();

    public Task<ChainTip?> ReadTip(CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<bool> Append(ChainTip? expected, IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task StoreBranch(IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<int?> Reorganise(ChainTip expected, Hash256 newTip, IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<BranchPath?> FindBranch(Hash256 hash, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<byte[]> ReadAncestors(Hash256 hash, int count, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<byte[]> ReadHeaders(int start, int count, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<byte[]?>> ReadBlocks(IReadOnlyList<Hash256> hashes, long maxBytes, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    private RefusalKind? Refuse(ReadOnlyMemory<byte> block)
    {
        if (_headers.Count > 0 && !_headers.ContainsKey(ParentOf(block.Span))) return RefusalKind.Orphan;
        var kind = Judge(block);
        if (kind == RefusalKind.Condemned) Condemned.Add(BlockHeader.HashOf(block.Span));
        return kind;
    }

    private void Take(Hash256 hash, byte[] header)
    {
        if (_headers.ContainsKey(hash)) return;
        Appended.Add(hash);
        var parent = _headers.GetValueOrDefault(ParentOf(header));
        var work = (parent?.Work ?? ChainWork.Zero) + CompactTarget.Work(BlockHeader.Read(header).Difficulty);
        var stored = new StoredHeader(hash, (parent?.Height ?? -1) + 1, work, OnBestChain: true, header);
        _headers[hash] = stored;
        if (stored.Work > Tip.Work) MoveTo(stored);
    }

    private void MoveTo(StoredHeader tip)
    {
        Tip = new ChainTip(tip.Hash, tip.Height, tip.Work);
        if (_best.Count > tip.Height) _best.RemoveRange(tip.Height, _best.Count - tip.Height);
        while (_best.Count <= tip.Height) _best.Add(default);
        for (var header = tip; header is not null && _best[header.Height] != header.Hash; header = ParentOf(header))
            _best[header.Height] = header.Hash;
    }

    private int Locate(Hash256 hash) =>
        _headers.TryGetValue(hash, out var header) && _best[Math.Min(header.Height, Tip.Height)] == hash ? header.Height : -1;

    private StoredHeader? ParentOf(StoredHeader header) => _headers.GetValueOrDefault(ParentOf(header.Header));

    private static Hash256 ParentOf(ReadOnlySpan<byte> header) => BlockHeader.Read(header).PrevHash;
}
