using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BloomCoin.Protocol.Frames;

/// <summary>The checksum of a payload: the first 4 bytes of its SHA-256, widened to the 8 bytes of the header's field.</summary>
/// <remarks>wire-protocol 1. Big-endian, so the field's upper four bytes are zero; a receiver insists on that.</remarks>
public static class FrameChecksum
{
    /// <summary>Computes the checksum as the header carries it. Allocates nothing.</summary>
    public static ulong Of(ReadOnlySpan<byte> payload)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, digest);
        return BinaryPrimitives.ReadUInt32BigEndian(digest);
    }
}
