using System.Buffers.Binary;
using BloomCoin.Peering.Addresses;
using BloomCoin.Protocol.Messages;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Addresses;

/// <summary>Addresses of the book as the store keeps them.</summary>
internal static class AddressRows
{
    private const int AddressLength = 16;

    public static StoredAddress RowOf(KnownAddress known) =>
        new(BytesOf(known.Address.Address), known.Address.Port, BytesOf(known.Source), (long)known.Services)
        {
            LastSeen = known.LastSeen,
            LastTry = known.LastTry,
            LastSuccess = known.LastSuccess,
            LastHeld = known.LastHeld,
            Failures = known.Failures,
            IsTried = known.IsTried,
        };

    public static KnownAddress AddressOf(StoredAddress row) =>
        new(new NetworkAddress(NumberOf(row.Address), (ushort)row.Port), NumberOf(row.Source), row.IsTried)
        {
            Services = (NodeServices)(ulong)row.Services,
            LastSeen = row.LastSeen,
            LastTry = row.LastTry,
            LastSuccess = row.LastSuccess,
            LastHeld = row.LastHeld,
            Failures = row.Failures,
        };

    public static AddressChange ChangeOf(IReadOnlyList<(NetworkAddress Address, KnownAddress? Known)> changes) => new(
        [.. changes.Where(change => change.Known is not null).Select(change => RowOf(change.Known!))],
        [.. changes.Where(change => change.Known is null).Select(change => (BytesOf(change.Address.Address), (int)change.Address.Port))]);

    private static byte[] BytesOf(UInt128 address)
    {
        var bytes = new byte[AddressLength];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        return bytes;
    }

    private static UInt128 NumberOf(byte[] address) => BinaryPrimitives.ReadUInt128BigEndian(address);
}
