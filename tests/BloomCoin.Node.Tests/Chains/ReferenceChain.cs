using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using BloomCoin.Chain;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Node.Tests.Chains;

/// <summary>The chain of 2501 blocks that the public implementation made: tests/vectors/reference-chain-2500.</summary>
internal static class ReferenceChain
{
    public const int PrefixLength = sizeof(uint);

    private const int HeaderLength = 92, NonceOffset = 76, LucasPeriod = 1000;

    private static readonly uint[] Lucas = LucasNumbers();

    public static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "vectors", "reference-chain-2500.blocks");

    /// <summary>The file: u32 length, then the block, heights 0 to 2500.</summary>
    public static readonly byte[] File = System.IO.File.ReadAllBytes(Path);

    /// <summary>Where each block's length prefix is in the file.</summary>
    public static readonly int[] Offsets = [.. FindOffsets()];

    /// <summary>Each block's hash.</summary>
    public static readonly Hash256[] Hashes = [.. Enumerable.Range(0, Offsets.Length).Select(height => HashOf(Block(height)))];

    /// <summary>Hashes by height, as the public implementation states them.</summary>
    public static readonly IReadOnlyDictionary<int, Hash256> Stated = ReadStated();

    /// <summary>The whole chain, for a peer that has it.</summary>
    public static readonly ServedChain Served = ServedTo(TipHeight);

    public static int TipHeight => Offsets.Length - 1;

    public static Hash256 Tip => Hashes[^1];

    public static ReadOnlySpan<byte> Block(int height)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(File.AsSpan(Offsets[height]));
        return File.AsSpan(Offsets[height] + PrefixLength, length);
    }

    /// <summary>A peer's chain that is this one up to a height.</summary>
    public static ServedChain ServedTo(int height) => new(Enumerable.Range(0, height + 1).Select(at => Block(at).ToArray()));

    /// <summary>Where the block at a height ends in the file.</summary>
    public static int EndOf(int height) => height == TipHeight ? File.Length : Offsets[height + 1];

    /// <summary>
    /// chain-format's block hash in a second writing, independent of the product's: SHA-256 twice over u32 L(nonce mod 1000) and
    /// the header.
    /// </summary>
    public static Hash256 HashOf(ReadOnlySpan<byte> block)
    {
        var prefixed = new byte[PrefixLength + HeaderLength];
        BinaryPrimitives.WriteUInt32LittleEndian(prefixed,
            Lucas[BinaryPrimitives.ReadUInt32LittleEndian(block[NonceOffset..]) % LucasPeriod]);
        block[..HeaderLength].CopyTo(prefixed.AsSpan(PrefixLength));
        return new Hash256(SHA256.HashData(SHA256.HashData(prefixed)));
    }

    private static uint[] LucasNumbers()
    {
        var numbers = new uint[LucasPeriod];
        (numbers[0], numbers[1]) = (2, 1);
        for (var n = 2; n < numbers.Length; n++) numbers[n] = unchecked(numbers[n - 1] + numbers[n - 2]);
        return numbers;
    }

    private static IEnumerable<int> FindOffsets()
    {
        for (var at = 0; at < File.Length; at += PrefixLength + BinaryPrimitives.ReadInt32LittleEndian(File.AsSpan(at))) yield return at;
    }

    private static Dictionary<int, Hash256> ReadStated()
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(System.IO.Path.ChangeExtension(Path, ".json")));
        return document.RootElement.GetProperty("hash_at").EnumerateObject()
            .ToDictionary(
                entry => int.Parse(entry.Name, System.Globalization.CultureInfo.InvariantCulture),
                entry => Hash256.Parse(entry.Value.GetString()!));
    }
}
