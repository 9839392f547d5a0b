using BloomCoin.Peering.Addresses;

namespace BloomCoin.Peering.Tests.Addresses;

public sealed class RoutabilityTests
{
    [Theory]
    [InlineData("8.8.8.8:8333")]
    [InlineData("126.255.255.255:1")]
    [InlineData("128.0.0.0:65535")]
    [InlineData("172.15.0.1:8333")]
    [InlineData("172.32.0.1:8333")]
    [InlineData("100.63.0.1:8333")]
    [InlineData("198.17.0.1:8333")]
    [InlineData("223.255.255.255:8333")]
    [InlineData("[2a00:1450::1]:8333")]
    [InlineData("[2001:db7::1]:8333")]
    public void A_public_address_is_usable(string address) => Assert.True(Routability.IsUsable(Book.At(address), allowPrivate: false));

    [Theory]
    [InlineData("8.8.8.8:0")]
    [InlineData("0.0.0.0:8333")]
    [InlineData("0.1.2.3:8333")]
    [InlineData("192.0.2.1:8333")]
    [InlineData("198.51.100.1:8333")]
    [InlineData("203.0.113.1:8333")]
    [InlineData("224.0.0.1:8333")]
    [InlineData("239.255.255.255:8333")]
    [InlineData("255.255.255.255:8333")]
    [InlineData("[::]:8333")]
    [InlineData("[2001:db8::1]:8333")]
    [InlineData("[3fff::1]:8333")]
    [InlineData("[ff02::1]:8333")]
    [InlineData("[2001:10::1]:8333")]
    [InlineData("[2001:20::1]:8333")]
    [InlineData("[100::1]:8333")]
    public void An_address_that_nobody_has_is_usable_nowhere(string address) => Assert.False(Routability.IsUsable(Book.At(address), allowPrivate: true));

    [Theory]
    [InlineData("10.1.2.3:8333")]
    [InlineData("100.64.0.1:8333")]
    [InlineData("127.0.0.1:8333")]
    [InlineData("169.254.1.1:8333")]
    [InlineData("172.16.0.1:8333")]
    [InlineData("172.31.255.255:8333")]
    [InlineData("192.168.0.1:8333")]
    [InlineData("198.19.0.1:8333")]
    [InlineData("[::1]:8333")]
    [InlineData("[fd00::1]:8333")]
    [InlineData("[fe80::1]:8333")]
    public void An_address_of_a_machine_or_a_site_is_usable_where_that_is_allowed(string address)
    {
        Assert.False(Routability.IsUsable(Book.At(address), allowPrivate: false));
        Assert.True(Routability.IsUsable(Book.At(address), allowPrivate: true));
    }
}
