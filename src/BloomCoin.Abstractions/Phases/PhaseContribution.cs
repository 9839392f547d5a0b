using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using BloomCoin.Phases;

namespace BloomCoin.Abstractions.Phases;

/// <summary>One peer's phases for a height, as they travel inside the cluster: many of them in one blob.</summary>
/// <remarks>
/// 0 u64 peer; 8 u64 network; 16 f32 coherence; 20 63 x u16 phase, 1/65536 turn. Little-endian throughout, as the phases are on
/// the wire: they are copied, never converted.
/// </remarks>
public readonly ref struct PhaseContribution
{
    /// <summary>Bytes of one.</summary>
    public const int Size = PhasesOffset + PhasesLength;   // 146

    /// <summary>Bytes of the phases.</summary>
    public const int PhasesLength = Oscillators.Count * sizeof(ushort);   // 126

    private const int NetworkOffset = sizeof(ulong);
    private const int CoherenceOffset = NetworkOffset + sizeof(ulong);
    private const int PhasesOffset = CoherenceOffset + sizeof(float);

    private readonly ReadOnlySpan<byte> _bytes;

    /// <param name="bytes">At least 146 bytes; the first 146 are taken.</param>
    public PhaseContribution(ReadOnlySpan<byte> bytes) => _bytes = bytes[..Size];

    /// <summary>All of it.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Names the peer within the cluster: its newest contribution replaces its older one.</summary>
    public ulong Peer => BinaryPrimitives.ReadUInt64LittleEndian(_bytes);

    /// <summary>The network prefix whose weight in a merge is bounded; 0 for a contribution that is not bounded by one.</summary>
    public ulong Network => BinaryPrimitives.ReadUInt64LittleEndian(_bytes[NetworkOffset..]);

    /// <summary>What the peer claims the order parameter of its phases to be: its weight, once the claim is verified.</summary>
    public float Coherence => BinaryPrimitives.ReadSingleLittleEndian(_bytes[CoherenceOffset..]);

    /// <summary>63 phases, 1/65536 turns.</summary>
    public ReadOnlySpan<ushort> Phases => MemoryMarshal.Cast<byte, ushort>(_bytes[PhasesOffset..]);

    /// <summary>Names who has a grain: a hash of the grain's key, "peer:" and "miner:" among them. One that has another's is not to be found.</summary>
    public static ulong PeerOf(string key) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Writes one.</summary>
    /// <param name="destination">At least 146 bytes.</param>
    /// <param name="peer">Its peer.</param>
    /// <param name="network">Its network prefix; 0 for none.</param>
    /// <param name="coherence">As claimed.</param>
    /// <param name="phases">126 bytes, little-endian, as on the wire.</param>
    public static void Write(Span<byte> destination, ulong peer, ulong network, float coherence, ReadOnlySpan<byte> phases)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, peer);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[NetworkOffset..], network);
        BinaryPrimitives.WriteSingleLittleEndian(destination[CoherenceOffset..], coherence);
        phases[..PhasesLength].CopyTo(destination[PhasesOffset..]);
    }
}
