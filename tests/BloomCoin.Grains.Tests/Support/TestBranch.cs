using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;

namespace BloomCoin.Grains.Tests.Support;

/// <summary>Valid blocks on a branch of the devnet, described by what tells them apart: how many, how far apart in time, which nonce.</summary>
internal sealed class TestBranch
{
    public static readonly ChainParameters Parameters = ChainParameters.Devnet;

    private readonly List<Block> _blocks;
    private readonly HeaderWindow _window;

    private TestBranch(List<Block> blocks, HeaderWindow window) => (_blocks, _window) = (blocks, window);

    public static TestBranch FromGenesis() => new([Parameters.Genesis], HeaderWindow.FromGenesis(Parameters));

    /// <summary>The blocks, the genesis block first.</summary>
    public IReadOnlyList<Block> Blocks => _blocks;

    public int Height => _blocks.Count - 1;

    public Hash256 Tip => _blocks[^1].Hash;

    /// <summary>A branch that shares this one's blocks up to a height.</summary>
    public TestBranch ForkAt(int height)
    {
        var shared = _blocks.Take(height + 1).ToList();
        return new TestBranch(shared, HeaderWindow.FromAncestors(HeaderBlob(shared), height));
    }

    /// <summary>Adds blocks. A shorter time between them makes them heavier after the next retarget.</summary>
    public TestBranch Extend(int count, uint nonce, uint seconds = 5)
    {
        for (var i = 0; i < count; i++)
        {
            var block = Next(nonce, seconds);
            if (!_window.TryExtend(block.Bytes.Span[..BlockHeader.Length], block.Hash, Parameters, DateTimeOffset.MaxValue, out var violation))
                throw new InvalidOperationException(violation!.ToString());
            _blocks.Add(block);
        }

        return this;
    }

    /// <summary>The block that would come next, changed by the caller.</summary>
    public Block Next(uint nonce, uint seconds = 5, Func<BlockHeader, BlockHeader>? change = null)
    {
        float[] rounds = [1, 1, 1, 1, 1, 1, 1];
        var certificate = Certificate.Create(0, rounds, new float[7], new float[Constants.Oscillators]);
        var header = new BlockHeader(
            1, Tip, default, _window.Timestamp + seconds, _window.NextDifficulty(Parameters), nonce, 1, 0, Constants.Oscillators);
        return Block.Create(change is null ? header : change(header), certificate, []);
    }

    /// <summary>Blocks from a height on, as they travel.</summary>
    public BlockBatch Batch(int from, int count = int.MaxValue) => BatchOf(_blocks.Skip(from).Take(count));

    public HeaderRange Headers(int from, int count) => new(from, HeaderBlob(_blocks.Skip(from).Take(count)));

    public static BlockBatch BatchOf(IEnumerable<Block> blocks)
    {
        var batch = new BlockBatchBuilder();
        foreach (var block in blocks) batch.Add(block.Bytes.Span);
        return batch.Build();
    }

    private static byte[] HeaderBlob(IEnumerable<Block> blocks) => [.. blocks.SelectMany(block => block.Bytes[..BlockHeader.Length].ToArray())];
}
