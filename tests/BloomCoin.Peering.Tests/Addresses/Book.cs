using System.Net;
using BloomCoin.Peering.Addresses;
using BloomCoin.Protocol.Messages;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Addresses;

/// <summary>A table with a clock and chance of the test's.</summary>
internal sealed class Book
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public Book(bool allowPrivate = false, int seed = 1) => Table = new AddressTable(Secret, allowPrivate, Time, new Random(seed));

    public static byte[] Secret { get; } = [.. Enumerable.Range(0, AddressPlacement.SecretLength).Select(index => (byte)index)];

    public FakeTimeProvider Time { get; } = new(Noon);

    public AddressTable Table { get; }

    public static UInt128 Stranger { get; } = At("9.9.9.9:1").Address;

    public long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    public static NetworkAddress At(string endpoint) => NetworkAddress.From(IPEndPoint.Parse(endpoint));

    /// <summary>One of many, each in a network of its own as long as there are fewer than 200 * 256.</summary>
    public static NetworkAddress Numbered(int index) => At($"{20 + (index / 256 % 200)}.{index % 256}.{index / 51_200}.1:8333");

    public bool Add(NetworkAddress address, UInt128? source = null, long? seen = null) =>
        Table.Add(new AddressEntry((uint)(seen ?? Now), NodeServices.Blocks, address), source ?? Stranger);

    public bool Add(string address, UInt128? source = null, long? seen = null) => Add(At(address), source, seen);

    /// <summary>It answers.</summary>
    public void Good(NetworkAddress address, bool isHeld = false) => Table.Good(address, NodeServices.Blocks, isHeld);

    /// <summary>Two addresses that belong in the same place among the tried.</summary>
    public static (NetworkAddress First, NetworkAddress Second) SharingATriedPlace()
    {
        var placement = new AddressPlacement(Secret);
        var seen = new Dictionary<int, NetworkAddress>();
        for (var index = 0; ; index++)
        {
            var address = Numbered(index);
            var slot = placement.OfTried(address);
            if (seen.TryGetValue(slot, out var first)) return (first, address);
            seen.Add(slot, address);
        }
    }
}
