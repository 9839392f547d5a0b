using System.Buffers.Binary;

namespace BloomCoin.Protocol.Messages;

/// <summary>One pair of a COHERENCE. wire-protocol 2: 0 u32 height; 4 f32 coherence.</summary>
/// <param name="Height">The height of the block that the phases work on.</param>
/// <param name="Coherence">The sender's merged coherence for it; finite and in [0, 1] once the message is read.</param>
public readonly record struct CoherencePair(uint Height, float Coherence) : IItemLayout<CoherencePair>
{
    /// <summary>Bytes of a pair.</summary>
    public const int Size = CoherenceOffset + sizeof(float);   // 8

    private const int CoherenceOffset = sizeof(uint);

    static int IItemLayout<CoherencePair>.Size => Size;

    /// <inheritdoc/>
    public static CoherencePair Read(ReadOnlySpan<byte> item) => new(
        BinaryPrimitives.ReadUInt32BigEndian(item), BinaryPrimitives.ReadSingleBigEndian(item[CoherenceOffset..]));

    /// <inheritdoc/>
    public static void Write(CoherencePair item, Span<byte> output)
    {
        BinaryPrimitives.WriteUInt32BigEndian(output, item.Height);
        BinaryPrimitives.WriteSingleBigEndian(output[CoherenceOffset..], item.Coherence);
    }
}
