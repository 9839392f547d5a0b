using static System.Buffers.Binary.BinaryPrimitives;

namespace BloomCoin.Chain;

/// <summary>What links and describes a block. Its hash is the block's.</summary>
/// <remarks>
/// chain-format, Header; little-endian: 0 u32 version; 4 prev_hash; 36 merkle_root; 68 u32 timestamp; 72 u32 difficulty;
/// 76 u32 nonce; 80 f32 order_parameter; 84 f32 mean_phase; 88 u32 oscillator_count.
/// </remarks>
/// <param name="Version">1.</param>
/// <param name="PrevHash">The parent's hash; zero in a genesis block.</param>
/// <param name="MerkleRoot">Of the transactions' ids; the certificate is not covered by any hash.</param>
/// <param name="Timestamp">Unix seconds, larger than the parent's.</param>
/// <param name="Difficulty">The target in compact form, see <see cref="CompactTarget"/>.</param>
/// <param name="Nonce">Seeds the miner's oscillators and chooses the hash's Lucas prefix.</param>
/// <param name="OrderParameter">r when the block was sealed, [0, 1].</param>
/// <param name="MeanPhase">psi when the block was sealed, radians.</param>
/// <param name="OscillatorCount">Phases in the certificate.</param>
public readonly record struct BlockHeader(
    uint Version,
    Hash256 PrevHash,
    Hash256 MerkleRoot,
    uint Timestamp,
    uint Difficulty,
    uint Nonce,
    float OrderParameter,
    float MeanPhase,
    uint OscillatorCount)
{
    /// <summary>92 bytes.</summary>
    public const int Length = 92;

    private const int PrefixLength = 4;

    /// <param name="bytes">At least 92 bytes; the first 92 are taken.</param>
    public static BlockHeader Read(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Length];
        return new BlockHeader(
            ReadUInt32LittleEndian(bytes),
            new Hash256(bytes[4..]),
            new Hash256(bytes[36..]),
            ReadUInt32LittleEndian(bytes[68..]),
            ReadUInt32LittleEndian(bytes[72..]),
            ReadUInt32LittleEndian(bytes[76..]),
            ReadSingleLittleEndian(bytes[80..]),
            ReadSingleLittleEndian(bytes[84..]),
            ReadUInt32LittleEndian(bytes[88..]));
    }

    /// <summary>Writes the 92 bytes to the start of <paramref name="destination"/>.</summary>
    public void Write(Span<byte> destination)
    {
        destination = destination[..Length];
        WriteUInt32LittleEndian(destination, Version);
        PrevHash.CopyTo(destination[4..]);
        MerkleRoot.CopyTo(destination[36..]);
        WriteUInt32LittleEndian(destination[68..], Timestamp);
        WriteUInt32LittleEndian(destination[72..], Difficulty);
        WriteUInt32LittleEndian(destination[76..], Nonce);
        WriteSingleLittleEndian(destination[80..], OrderParameter);
        WriteSingleLittleEndian(destination[84..], MeanPhase);
        WriteUInt32LittleEndian(destination[88..], OscillatorCount);
    }

    /// <summary>The block hash of a header's bytes: double SHA-256 of u32 L(nonce mod 1000), then the 92 bytes.</summary>
    /// <param name="header">At least 92 bytes; the first 92 are taken, so a whole block will do.</param>
    public static Hash256 HashOf(ReadOnlySpan<byte> header)
    {
        header = header[..Length];
        Span<byte> prefixed = stackalloc byte[PrefixLength + Length];
        var nonce = ReadUInt32LittleEndian(header[76..]);
        WriteUInt32LittleEndian(prefixed, Lucas.At(nonce % Lucas.Period));
        header.CopyTo(prefixed[PrefixLength..]);
        return DoubleSha256.Of(prefixed);
    }

    /// <summary>This header's block hash.</summary>
    public Hash256 ComputeHash()
    {
        Span<byte> bytes = stackalloc byte[Length];
        Write(bytes);
        return HashOf(bytes);
    }
}
