using System.Net;
using System.Net.Sockets;
using CsCheck;

namespace BloomCoin.Peering.Tests;

/// <summary>wire-protocol 4 and 6: /16 of IPv4, /32 of IPv6, loopback exempt where it is to be.</summary>
public sealed class NetworkGroupTests
{
    private static readonly Gen<IPAddress> V4 = Gen.Byte.Array[4].Select(bytes => new IPAddress(bytes));

    private static readonly Gen<IPAddress> V6 = Gen.Byte.Array[16].Select(bytes => new IPAddress(bytes)).Where(address => !address.IsIPv4MappedToIPv6);

    [Theory]
    [InlineData("198.51.100.7", "198.51.255.255", true)]
    [InlineData("198.51.100.7", "198.52.100.7", false)]
    [InlineData("198.51.100.7", "::ffff:198.51.0.1", true)]
    [InlineData("2001:db8:1::1", "2001:db8:ffff::2", true)]
    [InlineData("2001:db8::1", "2001:db9::1", false)]
    [InlineData("0.0.1.2", "::", false)]
    [InlineData("198.51.0.0", "c633::", false)]
    public void Addresses_of_one_network_have_one_key(string first, string second, bool areTogether) => Assert.Equal(areTogether, Of(first) == Of(second));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:127.9.9.9")]
    public void Loopback_is_no_network_when_it_is_exempt_and_one_like_others_when_not(string address)
    {
        Assert.Equal(NetworkGroup.None, NetworkGroup.Of(IPAddress.Parse(address), exemptLoopback: true));
        Assert.NotEqual(NetworkGroup.None, Of(address));
    }

    [Fact]
    public void Only_the_prefix_and_the_family_decide_and_no_key_is_0() => Gen.Select(V4, V4, V6, V6).Sample((v4, other4, v6, other6) =>
    {
        Assert.Equal(Prefix(v4, 2) == Prefix(other4, 2), Of(v4) == Of(other4));
        Assert.Equal(Prefix(v6, 4) == Prefix(other6, 4), Of(v6) == Of(other6));
        Assert.NotEqual(Of(v4), Of(v6));
        Assert.Equal(Of(v4), Of(v4.MapToIPv6()));
        Assert.DoesNotContain(NetworkGroup.None, new[] { Of(v4), Of(v6) });
    });

    private static string Prefix(IPAddress address, int bytes) => Convert.ToHexString(address.GetAddressBytes()[..bytes]);

    private static ulong Of(string address) => Of(IPAddress.Parse(address));

    private static ulong Of(IPAddress address)
    {
        Assert.True(address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6);
        return NetworkGroup.Of(address, exemptLoopback: false);
    }
}
