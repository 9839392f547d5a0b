using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Grains.Tests.Support;
using Orleans.Runtime;

namespace BloomCoin.Grains.Tests.Reputation;

/// <summary>wire-protocol 7: what an address earns, and when it is kept out.</summary>
public sealed class ReputationGrainTests : IAsyncLifetime
{
    private ChainCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await ChainCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private IBanListGrain Bans => _cluster.Grains.GetGrain<IBanListGrain>(IBanListGrain.Key);

    [Theory]
    [InlineData(PeerEvent.ValidBlock, 1, 1.1)]
    [InlineData(PeerEvent.InvalidBlock, 1, 0.5)]
    [InlineData(PeerEvent.ValidPhase, 2, 1.1)]
    [InlineData(PeerEvent.InvalidPhase, 1, 0.8)]
    [InlineData(PeerEvent.FastResponse, 1, 1.02)]
    [InlineData(PeerEvent.SlowResponse, 1, 0.99)]
    [InlineData(PeerEvent.Disconnect, 1, 0.9)]
    [InlineData(PeerEvent.ProtocolViolation, 2, 0.4)]
    [InlineData(PeerEvent.InvalidHeader, 1, 0.7)]
    [InlineData(PeerEvent.RateLimited, 1, 0.95)]
    [InlineData(PeerEvent.ValidBlock, 1000, 2.0)]
    public async Task An_event_counts_what_the_table_says(PeerEvent what, int count, double score)
    {
        var grain = Of("203.0.113.7");
        await grain.Note(what, count);
        await AwaitScore(grain, score);
    }

    [Fact]
    public async Task Peers_of_one_address_share_its_score_whatever_their_port()
    {
        await _cluster.Grains.GetGrain<IPeerGrain>("peer:203.0.113.7:1001").Note(PeerEvent.InvalidBlock, 1);
        await _cluster.Grains.GetGrain<IPeerGrain>("peer:203.0.113.7:1002").Note(PeerEvent.InvalidHeader, 1);
        await AwaitScore(Of("203.0.113.7"), 0.2);
    }

    [Fact]
    public async Task Peers_of_one_IPv6_64_share_its_score_and_those_of_the_next_have_their_own()
    {
        await _cluster.Grains.GetGrain<IPeerGrain>("peer:[2001:db8:1:2::1]:1001").Note(PeerEvent.InvalidBlock, 1);
        await _cluster.Grains.GetGrain<IPeerGrain>("peer:[2001:db8:1:2:ffff::9]:1001").Note(PeerEvent.InvalidHeader, 1);
        await AwaitScore(Of("2001:db8:1:2::/64"), 0.2);
        await AwaitScore(Of("2001:db8:1:3::/64"), 1.0);
    }

    [Fact]
    public async Task Below_one_tenth_an_address_is_banned_for_24_h_and_every_gateway_is_told_why()
    {
        var grain = Of("203.0.113.7");
        await grain.Note(PeerEvent.InvalidBlock, 1);
        await grain.Note(PeerEvent.InvalidHeader, 1);
        await AwaitScore(grain, 0.2);
        Assert.Null((await grain.GetReputation()).Ban);

        await grain.Note(PeerEvent.InvalidPhase, 1);
        await AwaitPush(news => news.Bans is [{ Address: "203.0.113.7", IsManual: false }]);
        var ban = (await grain.GetReputation()).Ban!;
        Assert.Equal(TimeSpan.FromHours(24), ban.Until - ban.Since);
        Assert.Equal("score 0.00, last for InvalidPhase", ban.Reason);
        Assert.Equal(ban, await Bans.Find("203.0.113.7"));
    }

    [Fact]
    public async Task A_ban_ends_by_itself_and_the_score_has_come_back_by_then()
    {
        var grain = Of("203.0.113.7");
        await grain.Note(PeerEvent.InvalidBlock, 3);
        await AwaitPush(news => news.Bans.Length == 1);

        _cluster.Time.Advance(TimeSpan.FromHours(24));
        Assert.Null((await grain.GetReputation()).Ban);
        Assert.Null(await Bans.Find("203.0.113.7"));
        Assert.Empty(await Bans.List(0, 10));
        Assert.InRange((await grain.GetReputation()).Score, 0.93, 0.94);   // 1 - 1/16
    }

    [Fact]
    public async Task A_manual_ban_has_its_length_and_reason_and_can_be_ended()
    {
        var grain = Of("198.51.100.1");
        await grain.Ban(TimeSpan.FromMinutes(5), "too loud");
        var ban = (await grain.GetReputation()).Ban!;
        Assert.Equal(("too loud", true, TimeSpan.FromMinutes(5)), (ban.Reason, ban.IsManual, ban.Until - ban.Since));
        Assert.Equal([ban], await Bans.List(0, 10));

        Assert.True(await grain.Unban());
        Assert.Null((await grain.GetReputation()).Ban);
        await AwaitPush(news => news.Lifted is ["198.51.100.1"]);
        Assert.False(await grain.Unban());
    }

    [Fact]
    public async Task Who_is_let_in_again_begins_anew()
    {
        var grain = Of("203.0.113.7");
        await grain.Note(PeerEvent.InvalidBlock, 3);
        await AwaitPush(news => news.Bans.Length == 1);
        await grain.Unban();
        await grain.Note(PeerEvent.SlowResponse, 1);
        await AwaitScore(grain, 0.99);
        Assert.Null((await grain.GetReputation()).Ban);
    }

    [Theory, InlineData("127.0.0.1"), InlineData("::/64")]
    public async Task This_machine_is_not_banned_for_its_score_but_by_hand(string address)
    {
        var grain = Of(address);
        await grain.Note(PeerEvent.InvalidBlock, 9);
        await AwaitScore(grain, 0);
        Assert.Null((await grain.GetReputation()).Ban);
        await grain.Ban(TimeSpan.FromMinutes(1), "all the same");
        Assert.NotNull((await grain.GetReputation()).Ban);
    }

    [Fact]
    public async Task Scores_and_bans_outlive_their_grains()
    {
        await Of("203.0.113.7").Note(PeerEvent.InvalidHeader, 1);
        await Of("203.0.113.8").Ban(TimeSpan.FromDays(1), "by hand");
        await AwaitScore(Of("203.0.113.7"), 0.7);

        var management = _cluster.Grains.GetGrain<IManagementGrain>(0);
        await ChainCluster.Await(
            async () =>
            {
                await management.ForceActivationCollection(TimeSpan.Zero);
                return (await management.GetDetailedGrainStatistics()).All(grain => !grain.GrainType.Contains("Reputation", StringComparison.Ordinal));
            },
            () => Task.FromResult("the grains are not collected"));
        await AwaitScore(Of("203.0.113.7"), 0.7);
        Assert.Equal("by hand", (await Of("203.0.113.8").GetReputation()).Ban!.Reason);
    }

    [Fact]
    public async Task A_gateway_that_asks_gets_the_whole_list_once_and_nothing_while_nothing_changes()
    {
        await Of("203.0.113.7").Ban(TimeSpan.FromDays(1), "one");
        var news = (await Bans.GetNews(null))!;
        Assert.True(news.IsWhole);
        Assert.Equal(["203.0.113.7"], news.Bans.Select(ban => ban.Address));
        Assert.Null(await Bans.GetNews(news.Version));

        await Of("203.0.113.8").Ban(TimeSpan.FromDays(1), "two");
        Assert.Equal(2, (await Bans.GetNews(news.Version))!.Bans.Length);
        Assert.NotNull(await Bans.GetNews(news.Version with { Epoch = Guid.NewGuid() }));
    }

    private IReputationGrain Of(string address) => _cluster.Grains.GetGrain<IReputationGrain>(PeerAddress.ReputationKeyOf(address));

    private static Task AwaitScore(IReputationGrain grain, double score) => ChainCluster.Await(
        async () => Math.Abs((await grain.GetReputation()).Score - score) < 0.001,
        async () => $"the score is {(await grain.GetReputation()).Score}, not {score}");

    private Task AwaitPush(Func<BanNews, bool> expected) => ChainCluster.Await(
        () => Task.FromResult(_cluster.Peers.Bans.Any(expected)), () => Task.FromResult("the gateway was not told"));
}
