using System.Buffers.Binary;

namespace BloomCoin.Abstractions;

/// <summary>Byte strings in one blob, each behind its length as u32 little-endian: the layout of a .blocks file.</summary>
/// <remarks>One array instead of a list: a collection of arrays serializes ten times slower between silos.</remarks>
public static class LengthPrefixed
{
    /// <summary>Bytes before each string.</summary>
    public const int PrefixLength = sizeof(uint);

    /// <summary>Takes the next string off the front of <paramref name="rest"/>; false at the end, or where a length says more than is there.</summary>
    public static bool TryTake(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> taken)
    {
        taken = default;
        if (rest.Length < PrefixLength) return false;

        var length = BinaryPrimitives.ReadUInt32LittleEndian(rest.Span);
        if (length > (uint)(rest.Length - PrefixLength)) return false;

        taken = rest.Slice(PrefixLength, (int)length);
        rest = rest[(PrefixLength + (int)length)..];
        return true;
    }

    /// <summary>The strings, as views into the blob.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> blob)
    {
        var strings = new List<ReadOnlyMemory<byte>>();
        while (TryTake(ref blob, out var taken)) strings.Add(taken);
        return strings;
    }
}
