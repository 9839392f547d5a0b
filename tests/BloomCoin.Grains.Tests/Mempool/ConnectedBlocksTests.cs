using System.Reflection;
using BloomCoin.Chain;
using BloomCoin.Grains.Mempool;
using BloomCoin.Grains.Tests.Support;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>Following the chain takes one piece of new blocks into memory at a time, however much they hold: a block has up to 32 MiB.</summary>
public sealed class ConnectedBlocksTests : IAsyncLifetime
{
    private readonly TestBranch _branch = TestBranch.FromGenesis().Extend(ConnectedBlocks.Few + 5, nonce: 1);
    private ChainCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await ChainCluster.Start();
        await _cluster.Chain.Append(_branch.Batch(1));
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_piece_is_read_when_the_one_before_it_is_done_with()
    {
        var store = SmallPieces.Around(_cluster.Store, out var reads);
        var connected = new ConnectedBlocks(store);
        var handedOut = new List<Hash256>();
        await foreach (var block in connected.Read((await connected.Find(At(3), At(20)))!))
        {
            handedOut.Add(block.Hash);
            Assert.Equal(handedOut.Count, reads.Count);
        }

        Assert.Equal(_branch.Blocks.Skip(4).Take(17).Select(block => block.Hash), handedOut);
    }

    [Fact]
    public async Task Only_a_few_blocks_that_follow_the_tip_are_read_one_by_one()
    {
        var connected = new ConnectedBlocks(_cluster.Store);
        Assert.Equal(ConnectedBlocks.Few, (await connected.Find(At(0), At(ConnectedBlocks.Few)))?.Count);
        Assert.Null(await connected.Find(At(0), At(ConnectedBlocks.Few + 1)));
        Assert.Null(await connected.Find(At(5), At(5)));
        Assert.Null(await connected.Find(At(6), At(5)));
        Assert.Null(await connected.Find(At(5) with { Hash = _branch.Blocks[4].Hash }, At(7)));
        Assert.Null(await connected.Find(At(5), At(7) with { Hash = _branch.Blocks[8].Hash }));
    }

    private ChainTip At(int height) => new(_branch.Blocks[height].Hash, height, ChainWork.Zero);

    /// <summary>A store whose answers hold one block each, as those of a store with large blocks do.</summary>
    public class SmallPieces : DispatchProxy
    {
        private readonly List<int> _reads = [];
        private IChainStore? _store;

        public static IChainStore Around(IChainStore store, out IReadOnlyCollection<int> reads)
        {
            var proxy = Create<IChainStore, SmallPieces>();
            var self = (SmallPieces)(object)proxy;
            (self._store, reads) = (store, self._reads);
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(IChainStore.ReadBlocks))
            {
                _reads.Add(((IReadOnlyList<Hash256>)args![0]!).Count);
                args[1] = 1L;
            }

            return targetMethod.Invoke(_store, args);
        }
    }
}
