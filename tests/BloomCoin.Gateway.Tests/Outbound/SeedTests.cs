using System.Net;
using System.Net.Sockets;
using BloomCoin.Gateway.Outbound;
using BloomCoin.Gateway.Tests.Scripted;

namespace BloomCoin.Gateway.Tests.Outbound;

public sealed class SeedTests : IDisposable
{
    private readonly SessionContext _shared = new();

    public void Dispose() => _shared.Dispose();

    [Theory]
    [InlineData("seed.example.org", "seed.example.org", 8333)]
    [InlineData("seed.example.org:9000", "seed.example.org", 9000)]
    [InlineData("203.0.113.7", "203.0.113.7", 8333)]
    [InlineData("203.0.113.7:1", "203.0.113.7", 1)]
    [InlineData("2001:db8::1", "2001:db8::1", 8333)]
    [InlineData("[2001:db8::1]", "2001:db8::1", 8333)]
    [InlineData("[2001:db8::1]:9000", "2001:db8::1", 9000)]
    public void A_seed_is_a_host_with_a_port_or_without(string text, string host, int port)
    {
        var seed = SeedAttribute.Parse(text);
        Assert.Equal((host, port), (seed.Host, seed.Port));
    }

    [Theory, InlineData(""), InlineData("a b"), InlineData("host:"), InlineData("host:0"), InlineData("host:65536"), InlineData(":8333")]
    public void Anything_else_is_none(string text) => Assert.False(new SeedAttribute().IsValid(new[] { text }));

    [Fact]
    public async Task A_name_brings_all_its_addresses_and_at_most_256()
    {
        await Ask(Resolve);
        Assert.True(_shared.Book.Heard.TryDequeue(out var heard));
        Assert.Equal(Seeds.MaxAddresses, heard.Length);
        Assert.All(heard, address => Assert.Equal(9000, address.Port));

        static Task<IPAddress[]> Resolve(string name, CancellationToken cancellation) =>
            Task.FromResult(Enumerable.Range(0, 1000).Select(index => new IPAddress([8, (byte)(index / 250), (byte)(index % 250), 1])).ToArray());
    }

    [Fact]
    public async Task A_name_that_cannot_be_resolved_costs_nothing_but_itself()
    {
        await Ask((name, _) => name == "first" ? throw new SocketException((int)SocketError.HostNotFound) : Task.FromResult<IPAddress[]>([IPAddress.Parse("8.1.1.1")]));
        Assert.Single(_shared.Book.Heard);
    }

    [Fact]
    public async Task Seeds_are_asked_again_after_a_while_and_not_when_the_book_has_enough()
    {
        var seeds = Make((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("8.1.1.1")]));
        await seeds.AskWhenNeeded(TimeSpan.FromMinutes(5), CancellationToken.None);
        await seeds.AskWhenNeeded(TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.Equal(2, _shared.Book.Heard.Count);   // each of the two once

        _shared.Time.Advance(TimeSpan.FromMinutes(5));
        await seeds.AskWhenNeeded(TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.Equal(4, _shared.Book.Heard.Count);

        _shared.Time.Advance(TimeSpan.FromMinutes(5));
        _shared.Book.Known = Seeds.FewAddresses;
        await seeds.AskWhenNeeded(TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.Equal(4, _shared.Book.Heard.Count);
    }

    private Task<bool> Ask(Func<string, CancellationToken, Task<IPAddress[]>> resolve) => Make(resolve).AskWhenNeeded(TimeSpan.FromMinutes(5), CancellationToken.None);

    private Seeds Make(Func<string, CancellationToken, Task<IPAddress[]>> resolve) =>
        new([new DnsEndPoint("first", 9000), new DnsEndPoint("second", 9000)], _shared.Context, resolve);
}
