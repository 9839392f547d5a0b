using System.Buffers.Binary;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>Chains described as data: blocks with linked headers and bodies of any length. No rule beyond that holds for them.</summary>
internal static class TestChain
{
    /// <summary>A block whose header names its parent; the salt tells branches apart.</summary>
    public static byte[] Block(Hash256 parent, uint salt, int length = 100)
    {
        var block = new byte[length];
        parent.CopyTo(block.AsSpan(4));
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(68), salt);
        return block;
    }

    /// <summary>A chain from its genesis block on.</summary>
    public static byte[][] Build(int count, uint salt = 1, int length = 100) => Extend([], count, salt, length);

    /// <summary>The chain, and <paramref name="count"/> blocks on top of it.</summary>
    public static byte[][] Extend(byte[][] chain, int count, uint salt, int length = 100)
    {
        var blocks = new List<byte[]>(chain);
        for (var i = 0; i < count; i++)
        {
            blocks.Add(Block(blocks.Count == 0 ? default : BlockHeader.HashOf(blocks[^1]), salt, length));
        }

        return [.. blocks];
    }

    /// <summary>The bytes of a .blocks file.</summary>
    public static byte[] File(IEnumerable<byte[]> blocks)
    {
        var builder = new BlockBatchBuilder();
        foreach (var block in blocks)
        {
            builder.Add(block);
        }

        return builder.Build().Blob;
    }

    /// <summary>tests/vectors/reference-chain-2500.blocks: heights 0 to 2500 of the public implementation.</summary>
    public static byte[] ReferenceFile() => System.IO.File.ReadAllBytes(PathOf("reference-chain-2500.blocks"));

    private static string PathOf(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, "tests", "vectors", name);
            if (System.IO.File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException(name);
    }
}
