using System.Globalization;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Grains.Reputation;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Grains.Tests.Reputation;

/// <summary>docs/limits: strangers can have any number of addresses banned, and the list stays as long as it is.</summary>
public sealed class StandingBansTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly StandingBans _bans;

    public StandingBansTests() => _bans = new StandingBans(_time);

    [Fact]
    public void With_no_room_the_ban_of_a_score_that_ends_first_goes_and_one_by_hand_never()
    {
        Add("by hand", hours: 0.5, isManual: true);
        for (var i = 1; i < IBanListGrain.Limit; i++) Add(Name(i), hours: 1 + (i / 1000.0));
        Assert.Empty(_bans.RoomFor(Ban(Name(5), 48)));   // it is there already

        for (var more = 0; more < 100; more++)
        {
            Assert.Equal([Name(1 + more)], _bans.RoomFor(Ban($"more {more}", 48)));
            Add($"more {more}", hours: 48);
            Assert.Equal(IBanListGrain.Limit, _bans.Count);
        }

        Assert.NotNull(_bans.Find("by hand"));
    }

    [Fact]
    public void Bans_that_have_ended_make_room_first()
    {
        for (var i = 0; i < IBanListGrain.Limit; i++) Add(Name(i), hours: i < 10 ? 1 : 24);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(IBanListGrain.Limit - 10, _bans.All.Count());
        Assert.Equal(Enumerable.Range(0, 10).Select(Name), _bans.RoomFor(Ban("another", 24)));
    }

    private void Add(string address, double hours, bool isManual = false)
    {
        var ban = Ban(address, hours, isManual);
        foreach (var gone in _bans.RoomFor(ban)) _bans.Remove(gone);
        _bans.Set(ban);
    }

    private AddressBan Ban(string address, double hours, bool isManual = false) =>
        new(address, _time.GetUtcNow(), _time.GetUtcNow().AddHours(hours), "test", isManual);

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);
}
