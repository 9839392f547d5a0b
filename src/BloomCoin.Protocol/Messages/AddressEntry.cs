using System.Buffers.Binary;

namespace BloomCoin.Protocol.Messages;

/// <summary>One address of an ADDR. wire-protocol 2: 0 u32 last_seen; 4 u64 services; 12 address (16 + u16 port).</summary>
/// <param name="LastSeen">Unix seconds, as the sender claims.</param>
/// <param name="Services">What the node is said to offer.</param>
/// <param name="Address">Where it is said to listen.</param>
public readonly record struct AddressEntry(uint LastSeen, NodeServices Services, NetworkAddress Address) : IItemLayout<AddressEntry>
{
    /// <summary>Bytes of an entry.</summary>
    public const int Size = AddressOffset + NetworkAddress.Size;   // 30

    private const int ServicesOffset = sizeof(uint);
    private const int AddressOffset = ServicesOffset + sizeof(ulong);

    static int IItemLayout<AddressEntry>.Size => Size;

    /// <inheritdoc/>
    public static AddressEntry Read(ReadOnlySpan<byte> item) => new(
        BinaryPrimitives.ReadUInt32BigEndian(item),
        (NodeServices)BinaryPrimitives.ReadUInt64BigEndian(item[ServicesOffset..]),
        NetworkAddress.Read(item[AddressOffset..]));

    /// <inheritdoc/>
    public static void Write(AddressEntry item, Span<byte> output)
    {
        BinaryPrimitives.WriteUInt32BigEndian(output, item.LastSeen);
        BinaryPrimitives.WriteUInt64BigEndian(output[ServicesOffset..], (ulong)item.Services);
        item.Address.Write(output[AddressOffset..]);
    }
}
