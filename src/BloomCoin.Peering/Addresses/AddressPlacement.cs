using System.Buffers.Binary;
using System.Security.Cryptography;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Addresses;

/// <summary>Where in the table an address belongs, by a secret: who does not know it cannot aim at another's place.</summary>
/// <remarks>
/// As Bitcoin Core's addrman: what one source network tells ends up in at most 64 of the 1024 buckets of the new, and one network's
/// addresses in at most 8 of the 256 buckets of the tried. The hash is HMAC-SHA-256, its first eight bytes.
/// </remarks>
/// <param name="secret">32 bytes, kept with the table: another secret is another table.</param>
public sealed class AddressPlacement(byte[] secret)
{
    public const int NewBuckets = 1024;
    public const int TriedBuckets = 256;
    public const int BucketSize = 64;
    public const int NewBucketsPerSource = 64;
    public const int TriedBucketsPerGroup = 8;
    public const int SecretLength = 32;

    private const byte NewGroup = 1, NewBucket = 2, TriedAddress = 3, TriedBucket = 4, NewPosition = 5, TriedPosition = 6;

    private readonly byte[] _secret = secret.Length == SecretLength
        ? secret
        : throw new ArgumentException($"the secret has {SecretLength} bytes, not {secret.Length}", nameof(secret));

    /// <summary>The place among the new: a number below 1024 x 64.</summary>
    /// <param name="address">The address.</param>
    /// <param name="source">Who told of it; without a port.</param>
    public int OfNew(NetworkAddress address, UInt128 source)
    {
        var from = NetworkGroup.Of(new NetworkAddress(source, 0));
        var within = Hash(NewGroup, GroupOf(address), from, default) % NewBucketsPerSource;
        var bucket = Hash(NewBucket, from, within, default) % NewBuckets;
        return Slot(NewPosition, bucket, address);
    }

    /// <summary>The place among the tried: a number below 256 x 64.</summary>
    public int OfTried(NetworkAddress address)
    {
        var within = Hash(TriedAddress, 0, 0, address) % TriedBucketsPerGroup;
        var bucket = Hash(TriedBucket, GroupOf(address), within, default) % TriedBuckets;
        return Slot(TriedPosition, bucket, address);
    }

    private int Slot(byte purpose, ulong bucket, NetworkAddress address) =>
        (int)((bucket * BucketSize) + (Hash(purpose, bucket, 0, address) % BucketSize));

    /// <summary>
    /// The network; but a loopback address is one of its own with its port, or the nodes of a network on one machine would share one
    /// bucket. Loopback gets here only where private addresses are allowed. Who tells of addresses has no such exception.
    /// </summary>
    private ulong GroupOf(NetworkAddress address) =>
        IsLoopback(address.Address) ? Hash(NewGroup, 0, 0, address) | (1UL << 63) : NetworkGroup.Of(address);

    private static bool IsLoopback(UInt128 address) => address == 1 || address >> 24 == 0xFFFF_7F;

    private ulong Hash(byte purpose, ulong first, ulong second, NetworkAddress address)
    {
        Span<byte> text = stackalloc byte[1 + sizeof(ulong) + sizeof(ulong) + NetworkAddress.Size];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        text[0] = purpose;
        BinaryPrimitives.WriteUInt64BigEndian(text[1..], first);
        BinaryPrimitives.WriteUInt64BigEndian(text[(1 + sizeof(ulong))..], second);
        address.Write(text[(1 + sizeof(ulong) + sizeof(ulong))..]);
        HMACSHA256.HashData(_secret, text, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
