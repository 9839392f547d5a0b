using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BloomCoin.Peering.Gossip;

/// <summary>The merged phases of one height, ready to be sent.</summary>
/// <param name="Height">The height of the block that they work on.</param>
/// <param name="Contributors">Whose newest phases are in it.</param>
/// <param name="Coherence">r of the phases, [0, 1].</param>
/// <param name="Phases">As a PHASE carries them.</param>
public sealed record HeldMerge(uint Height, int Contributors, float Coherence, ReadOnlyMemory<byte> Phases)
{
    /// <summary>Tells this merge from others of its height.</summary>
    public ulong Digest { get; } = DigestOf(Phases.Span);

    /// <summary>The digest of phases: a merge of one peer's phases alone has theirs.</summary>
    public static ulong DigestOf(ReadOnlySpan<byte> phases)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(phases, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
