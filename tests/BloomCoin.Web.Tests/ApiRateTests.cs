using System.Net;
using BloomCoin.Web.Api;

namespace BloomCoin.Web.Tests;

public sealed class ApiRateTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]   // whoever has one address of a /64 has them all
    public void A_request_counts_against_an_IPv4_address_or_an_IPv6_64(string remote, string account) =>
        Assert.Equal(IPAddress.Parse(account), ApiRate.AccountOf(IPAddress.Parse(remote)));
}
