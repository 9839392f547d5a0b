using BloomCoin.Client.Connection;

namespace BloomCoin.Cli.Tests.Client;

public sealed class GatewayAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:30000", "127.0.0.1", 30000)]
    [InlineData("node-1.example:1", "node-1.example", 1)]
    [InlineData("[::1]:65535", "::1", 65535)]
    public void A_host_and_a_port_are_an_address(string text, string host, int port)
    {
        Assert.True(GatewayAddress.TryParse(text, out var address));
        Assert.Equal(new(host, port), address);
        Assert.Equal(text, address.ToString());
    }

    [Theory]
    [InlineData(""), InlineData("host"), InlineData("host:"), InlineData(":30000"), InlineData("host:0"), InlineData("host:65536")]
    [InlineData("host:+1"), InlineData("::1:30000"), InlineData("[host]:1"), InlineData("a b:1"), InlineData("http://host:1")]
    public void Anything_else_is_not(string text) => Assert.False(GatewayAddress.TryParse(text, out _));
}
