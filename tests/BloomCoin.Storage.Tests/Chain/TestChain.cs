using System.Buffers.Binary;
using System.Security.Cryptography;
using BloomCoin.Chain;

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>Chains as data. The store takes hashes and work on trust: here a hash is the header's SHA-256, and each block has the work 1.</summary>
internal static class TestChain
{
    public const int HeaderLength = 92;

    /// <summary>Where a header holds its parent's hash (chain-format, Header).</summary>
    private const int ParentOffset = 4;

    /// <summary>The 2 501 blocks of the golden chain, heights 0 to 2500.</summary>
    public static readonly IReadOnlyList<StoredBlock> Reference = ReadReference();

    /// <summary>A chain from its genesis on.</summary>
    public static List<StoredBlock> New(int count, int seed = 1) => Extend((ChainTip?)null, count, seed);

    public static List<StoredBlock> Extend(StoredBlock parent, int count, int seed) => Extend(Tip(parent), count, seed);

    /// <summary>Blocks of assorted lengths on top of another. Different seeds give different branches.</summary>
    public static List<StoredBlock> Extend(ChainTip? parent, int count, int seed)
    {
        var random = new Random(seed);
        var blocks = new List<StoredBlock>(count);
        for (; blocks.Count < count; parent = Tip(blocks[^1]))
        {
            var bytes = new byte[HeaderLength + random.Next(0, 1500)];
            random.NextBytes(bytes);
            (parent?.Hash ?? default).CopyTo(bytes.AsSpan(ParentOffset));
            blocks.Add(Link(parent, bytes));
        }

        return blocks;
    }

    public static ChainTip Tip(StoredBlock block) => new(block.Hash, block.Height, block.Work);

    public static Hash256[] Hashes(IEnumerable<StoredBlock> blocks) => [.. blocks.Select(block => block.Hash)];

    public static byte[] Headers(IEnumerable<StoredBlock> blocks) => [.. blocks.SelectMany(block => block.Bytes[..HeaderLength].ToArray())];

    public static Hash256 HashOf(ReadOnlySpan<byte> header) => new(SHA256.HashData(header[..HeaderLength]));

    public static Hash256 ParentOf(ReadOnlySpan<byte> header) => new(header[ParentOffset..]);

    private static StoredBlock Link(ChainTip? parent, byte[] bytes) => new(
        HashOf(bytes), parent?.Hash ?? default, (parent?.Height ?? -1) + 1, new ChainWork(1) + (parent?.Work ?? ChainWork.Zero), bytes);

    private static List<StoredBlock> ReadReference()
    {
        var file = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "reference-chain-2500.blocks")).AsSpan();
        var blocks = new List<StoredBlock>();
        while (!file.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file);
            blocks.Add(Link(blocks.Count == 0 ? null : Tip(blocks[^1]), file.Slice(4, length).ToArray()));
            file = file[(4 + length)..];
        }

        return blocks;
    }
}
