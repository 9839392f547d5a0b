using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Addresses;

/// <summary>p2p-anchors, scenario 22, by a clock of the test's.</summary>
public sealed class AddressIntakeTests
{
    [Fact]
    public async Task A_peer_may_tell_one_address_and_then_one_every_ten_seconds()
    {
        using var shared = new SessionContext();
        await using var pair = await SessionPair.Establish(shared);
        await Flood(pair);
        Assert.Equal(1, Heard(shared));

        pair.Time.Advance(TimeSpan.FromSeconds(9));
        await Flood(pair);
        Assert.Equal(1, Heard(shared));
        pair.Time.Advance(TimeSpan.FromSeconds(51));
        await Flood(pair);
        Assert.Equal(7, Heard(shared));
    }

    [Fact]
    public async Task A_quiet_peer_saves_up_no_more_than_1000()
    {
        using var shared = new SessionContext();
        await using var pair = await SessionPair.Establish(shared);
        pair.Time.Advance(TimeSpan.FromDays(7));
        for (var message = 0; message < 3; message++) await Flood(pair);
        Assert.Equal(1000, Heard(shared));
    }

    [Fact]   // the first ones of an ADDR are not the better ones
    public async Task What_is_taken_of_an_ADDR_is_taken_by_chance_and_is_of_it()
    {
        using var shared = new SessionContext();
        await using var pair = await SessionPair.Establish(shared);
        pair.Time.Advance(TimeSpan.FromSeconds(500));
        await Flood(pair);
        Assert.True(shared.Book.Heard.TryDequeue(out var heard));
        var told = Enumerable.Range(0, 1000).Select(Address).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(51, heard.Length);
        Assert.Distinct(heard);
        Assert.All(heard, address => Assert.Contains(address.ToString(), told));
        Assert.Contains(heard, address => address.ToEndPoint().Address.GetAddressBytes()[1] > 200);
    }

    [Fact]
    public async Task Fresh_news_of_an_address_goes_on_to_two_others_and_a_flood_does_not()
    {
        using var shared = new SessionContext();
        await using var teller = await SessionPair.Establish(shared);
        await using var first = await SessionPair.Establish(shared);
        await using var second = await SessionPair.Establish(shared);

        await teller.Peer.Send(Wire.Addr(shared.Time.GetUtcNow(), "8.1.1.1:8333"));
        foreach (var other in new[] { first, second })
        {
            Assert.True(AddrMessage.TryRead(await other.Peer.Expect(MessageType.Addr), out var passedOn, out _));
            Assert.Equal("8.1.1.1:8333", passedOn.Addresses[0].Address.ToString());
        }

        await teller.Peer.ExpectAnswerToPing();
        shared.Time.Advance(TimeSpan.FromMinutes(30));
        await teller.Peer.Send(Wire.Addr(shared.Time.GetUtcNow() - TimeSpan.FromHours(1), "8.2.1.1:8333"));
        await Flood(teller);
        await first.Peer.ExpectAnswerToPing();
        await second.Peer.ExpectAnswerToPing();
    }

    [Fact]   // GET_ADDR is answered once a connection
    public async Task The_second_GET_ADDR_of_a_connection_is_ignored()
    {
        using var shared = new SessionContext();
        shared.Book.Shown = new byte[AddressEntry.Size * 2];
        await using var pair = await SessionPair.Establish(shared);
        await pair.Peer.Send(Wire.GetAddr());
        Assert.Equal(2 + (2 * AddressEntry.Size), (await pair.Peer.Expect(MessageType.Addr)).Length);
        await pair.Peer.Send(Wire.GetAddr(), Wire.GetAddr());
        await pair.Peer.ExpectAnswerToPing();
    }

    private static string Address(int index) => $"8.{index / 4}.{index % 4}.1:8333";

    /// <summary>1000 addresses; all before it was taken when this completes.</summary>
    private static async Task Flood(SessionPair pair)
    {
        await pair.Peer.Send(Wire.Addr(pair.Time.GetUtcNow(), Enumerable.Range(0, 1000).Select(Address)));
        await pair.Peer.ExpectAnswerToPing();
    }

    private static int Heard(SessionContext shared) => shared.Book.Heard.Sum(heard => heard.Length);
}
