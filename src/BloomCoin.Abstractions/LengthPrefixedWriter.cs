using System.Buffers;
using System.Buffers.Binary;

namespace BloomCoin.Abstractions;

/// <summary>Gathers byte strings into one blob that <see cref="LengthPrefixed"/> reads.</summary>
public sealed class LengthPrefixedWriter
{
    private readonly ArrayBufferWriter<byte> _blob = new();

    /// <summary>Strings gathered so far.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes gathered so far, prefixes included.</summary>
    public int Length => _blob.WrittenCount;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var span = _blob.GetSpan(LengthPrefixed.PrefixLength + bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(span, (uint)bytes.Length);
        bytes.CopyTo(span[LengthPrefixed.PrefixLength..]);
        _blob.Advance(LengthPrefixed.PrefixLength + bytes.Length);
        Count++;
    }

    /// <summary>The blob so far; the writer is empty afterwards.</summary>
    public byte[] Take()
    {
        var blob = _blob.WrittenSpan.ToArray();
        _blob.ResetWrittenCount();
        Count = 0;
        return blob;
    }
}
