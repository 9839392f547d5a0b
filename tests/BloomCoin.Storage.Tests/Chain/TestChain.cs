using System.Buffers.Binary;
using System.Security.Cryptography;
using BloomCoin.Chain;

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>Chains as data. The store takes hashes and work on trust, so any unique hash will do.</summary>
internal static class TestChain
{
    public const int HeaderLength = 92;

    /// <summary>The 2 501 blocks of the golden chain, heights 0 to 2500.</summary>
    public static readonly IReadOnlyList<StoredBlock> Reference = ReadReference();

    /// <summary>A chain from its genesis on, of blocks of assorted lengths.</summary>
    public static List<StoredBlock> Synthetic(int count, int seed = 1) => Extend(null, count, seed);

    /// <summary>Blocks on top of another. Different seeds give different branches.</summary>
    public static List<StoredBlock> Extend(StoredBlock? parent, int count, int seed)
    {
        var random = new Random(seed);
        var blocks = new List<StoredBlock>(count);
        for (var i = 0; i < count; i++)
        {
            var bytes = new byte[HeaderLength + random.Next(0, 1500)];
            random.NextBytes(bytes);
            blocks.Add(Link(blocks.Count == 0 ? parent : blocks[^1], bytes, bits: 1));
        }

        return blocks;
    }

    public static ChainTip Tip(StoredBlock block) => new(block.Hash, block.Height, block.Work);

    public static byte[] Headers(IEnumerable<StoredBlock> blocks) => [.. blocks.SelectMany(block => block.Bytes[..HeaderLength].ToArray())];

    private static StoredBlock Link(StoredBlock? parent, byte[] bytes, int bits) => new(
        new Hash256(SHA256.HashData(bytes)),
        parent?.Hash ?? default,
        parent is null ? 0 : parent.Height + 1,
        new ChainWork(bits) + (parent?.Work ?? ChainWork.Zero),
        bytes);

    private static List<StoredBlock> ReadReference()
    {
        var file = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "reference-chain-2500.blocks")).AsSpan();
        var blocks = new List<StoredBlock>();
        while (!file.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file);
            blocks.Add(Link(blocks.Count == 0 ? null : blocks[^1], file.Slice(4, length).ToArray(), bits: 0x1000));
            file = file[(4 + length)..];
        }

        return blocks;
    }
}
