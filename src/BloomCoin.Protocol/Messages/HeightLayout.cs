using System.Buffers.Binary;

namespace BloomCoin.Protocol.Messages;

/// <summary>A block height in a list: u32.</summary>
public readonly struct HeightLayout : IItemLayout<uint>
{
    /// <summary>Bytes of a height.</summary>
    public const int Size = sizeof(uint);

    static int IItemLayout<uint>.Size => Size;

    /// <inheritdoc/>
    public static uint Read(ReadOnlySpan<byte> item) => BinaryPrimitives.ReadUInt32BigEndian(item);

    /// <inheritdoc/>
    public static void Write(uint item, Span<byte> output) => BinaryPrimitives.WriteUInt32BigEndian(output, item);
}
