using BloomCoin.Chain;

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>What every chain store promises (IChainStore). Each store's test class inherits the rules; each rule gets an empty store.</summary>
public abstract partial class ChainStoreRules : IAsyncLifetime
{
    private ChainStorage _storage = null!;

    /// <summary>The store under test.</summary>
    protected IChainStore Store => _storage.Chain;

    /// <summary>Makes sure the next <see cref="Open"/> finds an empty store.</summary>
    protected abstract Task CreateEmpty();

    protected abstract Task<ChainStorage> Open();

    public async ValueTask InitializeAsync()
    {
        await CreateEmpty();
        _storage = await Open();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task Reopen()
    {
        await _storage.DisposeAsync();
        _storage = await Open();
    }

    /// <summary>Appends to an empty store, 500 at a time.</summary>
    private protected async Task Fill(IReadOnlyList<StoredBlock> blocks)
    {
        ChainTip? tip = null;
        foreach (var batch in blocks.Chunk(500))
        {
            Assert.True(await Store.Append(tip, batch));
            tip = TestChain.Tip(batch[^1]);
        }
    }

    [Fact]
    public async Task An_empty_store_has_no_tip_and_knows_nothing()
    {
        var unknown = TestChain.Synthetic(1)[0].Hash;

        Assert.Null(await Store.ReadTip());
        Assert.Null(await Store.FindHeader(unknown));
        Assert.Equal(new[] { -1 }, await Store.Locate([unknown]));
        Assert.Empty(await Store.ReadHeaders(0, 2000));
        Assert.Empty(await Store.ReadAncestors(unknown, 10));
        Assert.Equal(new byte[]?[] { null }, await Store.ReadBlocks([unknown], 1000));
    }

    [Fact]
    public async Task The_golden_chain_comes_back_byte_for_byte_after_a_restart()
    {
        var chain = TestChain.Reference;
        await Fill(chain);
        await Reopen();

        Assert.Equal(TestChain.Tip(chain[^1]), await Store.ReadTip());
        Assert.Equal(TestChain.Headers(chain), await Store.ReadHeaders(0, chain.Count));
        var blocks = await Store.ReadBlocks([.. chain.Select(block => block.Hash)], long.MaxValue);
        Assert.Equal(chain.Select(block => block.Bytes.ToArray()), blocks);
    }
}
