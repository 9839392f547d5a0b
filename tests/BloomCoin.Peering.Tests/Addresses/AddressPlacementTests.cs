using System.Net;
using BloomCoin.Peering.Addresses;
using BloomCoin.Protocol.Messages;
using CsCheck;

namespace BloomCoin.Peering.Tests.Addresses;

/// <summary>p2p-anchors, scenario 22: what one network tells, or has, fills few buckets, and only who knows the secret knows which.</summary>
public sealed class AddressPlacementTests
{
    private static readonly Gen<NetworkAddress> Address =
        Gen.Select(Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16]), Gen.Int[1, 65535], (bytes, port) => NetworkAddress.From(new IPEndPoint(new IPAddress(bytes), port)));

    private static readonly Gen<byte[]> Secret = Gen.Byte.Array[AddressPlacement.SecretLength];

    [Fact]
    public void One_source_network_has_at_most_64_buckets_of_the_new() => Gen.Select(Secret, Gen.Byte.Array[2], Gen.Byte.Array[2].Array[2000]).Sample((secret, network, hosts) =>
    {
        var placement = new AddressPlacement(secret);
        var buckets = hosts.Select((host, index) => placement.OfNew(Book.Numbered(index), Source([.. network, .. host])) / AddressPlacement.BucketSize);
        Assert.InRange(buckets.Distinct().Count(), 1, AddressPlacement.NewBucketsPerSource);
    }, iter: 20);

    [Fact]
    public void One_network_has_at_most_8_buckets_of_the_tried() => Gen.Select(Secret, Gen.Byte.Array[2], Gen.Byte.Array[2].Array[500]).Sample((secret, network, hosts) =>
    {
        var placement = new AddressPlacement(secret);
        var buckets = hosts.Select(host => placement.OfTried(NetworkAddress.From(new IPEndPoint(new IPAddress([9, network[0], .. host]), 8333))) / AddressPlacement.BucketSize);
        Assert.InRange(buckets.Distinct().Count(), 1, AddressPlacement.TriedBucketsPerGroup);
    }, iter: 20);

    [Fact]
    public void Every_place_is_in_the_table() => Gen.Select(Secret, Address, Address).Sample((secret, address, source) =>
    {
        var placement = new AddressPlacement(secret);
        Assert.InRange(placement.OfNew(address, source.Address), 0, (AddressPlacement.NewBuckets * AddressPlacement.BucketSize) - 1);
        Assert.InRange(placement.OfTried(address), 0, (AddressPlacement.TriedBuckets * AddressPlacement.BucketSize) - 1);
    });

    [Fact]
    public void A_source_network_is_one_whichever_of_its_addresses_speaks() => Gen.Select(Secret, Address, Gen.Byte.Array[2], Gen.Byte.Array[2]).Sample((secret, address, one, other) =>
    {
        var placement = new AddressPlacement(secret);
        Assert.Equal(placement.OfNew(address, Source([44, 1, .. one])), placement.OfNew(address, Source([44, 1, .. other])));
    });

    [Fact]
    public void Another_secret_is_another_table()
    {
        var other = new AddressPlacement(new byte[AddressPlacement.SecretLength]);
        var placement = new AddressPlacement(Book.Secret);
        Assert.True(Enumerable.Range(0, 100).Count(index => placement.OfTried(Book.Numbered(index)) == other.OfTried(Book.Numbered(index))) < 5);
    }

    [Fact]   // a network of nodes on one machine
    public void Loopback_addresses_do_not_share_a_bucket()
    {
        var placement = new AddressPlacement(Book.Secret);
        var buckets = Enumerable.Range(8333, 100).Select(port => placement.OfNew(Book.At($"127.0.0.1:{port}"), Source([127, 0, 0, 1])) / AddressPlacement.BucketSize);
        Assert.InRange(buckets.Distinct().Count(), 20, AddressPlacement.NewBucketsPerSource);
    }

    [Fact]
    public void The_network_of_an_address_on_the_wire_is_the_network_of_the_address() => Address.Sample(address =>
        Assert.Equal(NetworkGroup.Of(address.ToEndPoint().Address, exemptLoopback: false), NetworkGroup.Of(address)));

    private static UInt128 Source(byte[] v4) => NetworkAddress.From(new IPEndPoint(new IPAddress(v4), 0)).Address;
}
