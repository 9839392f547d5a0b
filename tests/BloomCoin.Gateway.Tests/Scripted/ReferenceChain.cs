using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>tests/vectors/reference-chain-2500.blocks: a mainnet chain of the public implementation, heights 0 to 2500.</summary>
internal static class ReferenceChain
{
    public const int Height = 2500;

    private static readonly IReadOnlyList<ReadOnlyMemory<byte>> Blocks =
        new BlockBatch(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "reference-chain-2500.blocks"))).Split();

    public static byte[] Block(int height) => Blocks[height].ToArray();

    public static byte[] Hash(int height)
    {
        var hash = new byte[Hash256.Length];
        BlockHeader.HashOf(Blocks[height].Span[..BlockHeader.Length]).CopyTo(hash);
        return hash;
    }

    /// <summary>A peer's chain that is this one up to a height.</summary>
    public static ServedChain ServedTo(int height) => new(Enumerable.Range(0, height + 1).Select(Block));

    /// <summary>Hashes of some heights, one after the other.</summary>
    public static byte[] Hashes(params IEnumerable<int> heights) => [.. heights.SelectMany(Hash)];

    /// <summary>Headers as HEADERS carries them; fewer where the chain ends.</summary>
    public static byte[] Headers(int start, int count) =>
        [.. Blocks.Skip(start).Take(count).SelectMany(block => block[..BlockHeader.Length].ToArray())];

    /// <summary>Consecutive blocks as <see cref="IChainGrain.Append"/> takes them.</summary>
    public static BlockBatch Batch(int start, int count)
    {
        var batch = new BlockBatchBuilder();
        foreach (var block in Blocks.Skip(start).Take(count)) batch.Add(block.Span);
        return batch.Build();
    }
}
