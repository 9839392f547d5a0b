using System.Buffers.Binary;
using System.Text.Json;

namespace BloomCoin.Chain.Tests.Vectors;

/// <summary>tests/vectors/reference-chain-2500.blocks: a mainnet chain of the public implementation, heights 0 to 2500.</summary>
internal static class ReferenceChain
{
    /// <summary>A time after its last block.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    public static readonly IReadOnlyList<ReadOnlyMemory<byte>> Blocks =
        Split(File.ReadAllBytes(ChainVectors.PathOf("reference-chain-2500.blocks")));

    public static readonly JsonElement Description =
        JsonDocument.Parse(File.ReadAllBytes(ChainVectors.PathOf("reference-chain-2500.json"))).RootElement;

    public static Block At(int height) =>
        Block.TryParse(Blocks[height], out var block, out var violation) ? block : throw new InvalidDataException(violation.ToString());

    /// <summary>The headers from genesis to a height, 92 bytes each.</summary>
    public static byte[] Headers(int first, int last)
    {
        var headers = new byte[(last - first + 1) * BlockHeader.Length];
        for (var height = first; height <= last; height++)
            Blocks[height].Span[..BlockHeader.Length].CopyTo(headers.AsSpan((height - first) * BlockHeader.Length));
        return headers;
    }

    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> file)
    {
        var blocks = new List<ReadOnlyMemory<byte>>();
        while (!file.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.Span);
            blocks.Add(file.Slice(sizeof(int), length));
            file = file[(sizeof(int) + length)..];
        }
        return blocks;
    }
}
