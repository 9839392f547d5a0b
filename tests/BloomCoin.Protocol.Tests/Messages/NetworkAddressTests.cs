using System.Net;
using CsCheck;

namespace BloomCoin.Protocol.Tests.Messages;

/// <summary>An address is IPv6; IPv4 is mapped (wire-protocol 2).</summary>
public sealed class NetworkAddressTests
{
    [Theory]   // wire-protocol 2
    [InlineData("1.2.3.4:8333", "00000000000000000000ffff01020304 208d", true)]
    [InlineData("[2001:db8::1]:8080", "20010db8000000000000000000000001 1f90", false)]
    [InlineData("[::1]:1", "00000000000000000000000000000001 0001", false)]
    [InlineData("0.0.0.0:0", "00000000000000000000ffff00000000 0000", true)]
    [InlineData("[::]:65535", "00000000000000000000000000000000 ffff", false)]
    public void An_end_point_is_eighteen_bytes_and_back(string text, string hex, bool isIPv4)
    {
        var address = NetworkAddress.From(IPEndPoint.Parse(text));
        var bytes = new byte[NetworkAddress.Size];
        address.Write(bytes);
        Assert.Equal(Hex.Bytes(hex), bytes);
        Assert.Equal(address, NetworkAddress.Read(bytes));
        Assert.Equal(isIPv4, address.IsIPv4);
        Assert.Equal(text, address.ToString());
    }

    [Fact]   // one peer, one address, whichever kind of socket accepted it
    public void A_mapped_end_point_is_the_ipv4_one() => Assert.Equal(
        NetworkAddress.From(IPEndPoint.Parse("1.2.3.4:8333")), NetworkAddress.From(IPEndPoint.Parse("[::ffff:1.2.3.4]:8333")));

    [Fact]   // a scope id means something on one machine only
    public void A_scope_id_does_not_travel() => Assert.Equal(
        new IPEndPoint(IPAddress.Parse("fe80::1"), 1),
        NetworkAddress.From(new IPEndPoint(new IPAddress(IPAddress.Parse("fe80::1").GetAddressBytes(), 3), 1)).ToEndPoint());

    [Fact]
    public void Any_bytes_are_an_address_and_come_back() => Gen.Byte.Array[NetworkAddress.Size].Sample(bytes =>
    {
        var address = NetworkAddress.Read(bytes);
        var written = new byte[NetworkAddress.Size];
        address.Write(written);
        Assert.Equal(bytes, written);
        Assert.Equal(address, NetworkAddress.From(address.ToEndPoint()));
    });
}
