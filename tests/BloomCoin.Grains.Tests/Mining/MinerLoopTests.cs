using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Chain;
using BloomCoin.Grains.Mining;
using BloomCoin.Grains.Tests.Support;
using BloomCoin.Phases.Kuramoto;
using Microsoft.Extensions.Logging.Abstractions;

namespace BloomCoin.Grains.Tests.Mining;

/// <summary>The miner's loop before a scripted chain and mempool: what a miner does when others fail it.</summary>
public sealed class MinerLoopTests : IAsyncDisposable
{
    private static readonly MinerSettings Settings = new(KuramotoProfile.Devnet, RoundsPerSecond: 20_000, TimeSpan.FromSeconds(10));

    private readonly ScriptedChain _chain = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _run = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _run;
        _stopping.Dispose();
    }

    [Fact]
    public async Task A_block_that_is_refused_is_followed_by_an_empty_one_and_that_by_full_ones()
    {
        _chain.Waiting = [_chain.Payment];
        _chain.Verdict = block => block.Transactions.Count > 1 && _chain.Blocks.Count == 0
            ? new BlockRefusal(1, 6, "a payment that the mempool should not have chosen", RefusalKind.Invalid, block.Hash)
            : null;
        Start();
        await _chain.AwaitOffered(4);
        Assert.Equal([2, 1, 2, 2], _chain.Offered.Take(4).Select(block => block.Transactions.Count));
    }

    // Gossip fails in every round of this fixture, as when the height's silo is gone; here the chain does too.
    [Fact]
    public async Task A_chain_that_fails_for_a_while_is_got_over()
    {
        var failures = 0;
        _chain.Verdict = _ => ++failures <= 2 ? throw new TimeoutException("the chain is away") : null;
        Start();
        await _chain.AwaitOffered(4);
        Assert.True(_chain.Blocks.Count >= 1);
    }

    [Fact]
    public async Task A_mempool_that_is_at_another_tip_is_asked_again()
    {
        _chain.MempoolTip = new Hash256(new byte[32]);
        Start();
        await _chain.AwaitSelections(3);
        Assert.Empty(_chain.Offered);
        _chain.MempoolTip = null;
        await _chain.AwaitOffered(1);
    }

    [Fact]
    public async Task Each_block_follows_the_one_before()
    {
        Start();
        await _chain.AwaitOffered(5);
        Assert.Equal(
            _chain.Blocks.Take(4).Select(block => block.Hash).Prepend(TestBranch.Parameters.GenesisHash), _chain.Blocks.Take(5).Select(block => block.Header.PrevHash));
    }

    private void Start()
    {
        var templates = new BlockTemplates(_chain, _chain, TestBranch.Parameters, "miner:0");
        var loop = new MinerLoop("miner:0", Settings, _chain, templates, _ => throw new TimeoutException("no phases here"), new MinerFigures(), TimeProvider.System, NullLogger.Instance)
        {
            Address = new Owner("miner").Address,
            FirstAttempt = 0,
        };
        _run = Task.Run(() => loop.Run(_stopping.Token));
    }

    /// <summary>Takes every block that its test does not refuse.</summary>
    private sealed class ScriptedChain : IChainGrain, IMempoolGrain
    {
        private readonly Lock _lock = new();
        private readonly List<Block> _blocks = [], _offered = [];
        private int _selections;

        public Transaction Payment { get; } = new Owner("payer").Pay(1000, 10, [new OutPoint(TestBranch.Parameters.GenesisHash, 0)]);

        public Transaction[] Waiting { get; set; } = [];

        public Hash256? MempoolTip { get; set; }

        public Func<Block, BlockRefusal?> Verdict { get; set; } = _ => null;

        public IReadOnlyList<Block> Blocks
        {
            get { lock (_lock) return [.. _blocks]; }
        }

        public IReadOnlyList<Block> Offered
        {
            get { lock (_lock) return [.. _offered]; }
        }

        public Task AwaitOffered(int count) => ChainCluster.Await(
            () => Task.FromResult(Offered.Count >= count), () => Task.FromResult($"{Offered.Count} blocks were offered, not {count}"));

        public Task AwaitSelections(int count) => ChainCluster.Await(
            () => Task.FromResult(_selections >= count), () => Task.FromResult($"the mempool was asked {_selections} times, not {count}"));

        public Task<ChainTip> GetTip() => Task.FromResult(new ChainTip(Headers()[^1].Hash, Headers().Count - 1, new ChainWork(1)));

        public Task<AppendReport> Append(BlockBatch blocks)
        {
            Assert.True(Block.TryParse(Assert.Single(blocks.Split()), out var block, out var violation), violation?.ToString());
            lock (_lock) _offered.Add(block);
            var refusal = Verdict(block);
            lock (_lock)
            {
                if (refusal is null) _blocks.Add(block);
            }

            return Task.FromResult(new AppendReport(refusal is null ? 1 : 0, new ChainTip(Headers()[^1].Hash, Headers().Count - 1, new ChainWork(1)), refusal));
        }

        public Task<Ancestry?> GetAncestors(Hash256 block, int count) => Task.FromResult<Ancestry?>(new Ancestry(
            new HeaderRange(0, (byte[])[.. Headers().SelectMany(one => one.Bytes[..BlockHeader.Length].ToArray())]), new ChainWork(1)));

        public Task<BlockSelection> SelectForBlock(int maxBytes)
        {
            Interlocked.Increment(ref _selections);
            return Task.FromResult(new BlockSelection(MempoolTip ?? Headers()[^1].Hash, 0, TransactionBatch.Of(Waiting.Select(one => one.Bytes))));
        }

        private IReadOnlyList<Block> Headers() => [TestBranch.Parameters.Genesis, .. Blocks];

        public Task<ChainIdentity> GetIdentity() => throw new NotSupportedException();

        public Task<AppendReport> Offer(BlockBatch block, Guid? source) => throw new NotSupportedException();

        public Task<int> FindCondemned(byte[] hashes) => throw new NotSupportedException();

        public Task<SubmitReport> Submit(TransactionBatch transactions, Guid? source) => throw new NotSupportedException();

        public Task<byte[]> FindUnknown(byte[] txids) => throw new NotSupportedException();

        public Task<TransactionAnswer> Find(byte[] txids, int maxBytes) => throw new NotSupportedException();

        public Task<byte[]> GetInventory(int count) => throw new NotSupportedException();

        public Task<MempoolView> List(int count) => throw new NotSupportedException();

        public Task OnTip() => throw new NotSupportedException();
    }
}
