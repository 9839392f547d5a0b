using BloomCoin.Abstractions.Reputation;
using BloomCoin.Gateway.Bans;
using BloomCoin.Gateway.Sessions;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Gateway.Tests.Bans;

/// <summary>Pushes are numbered: a gateway that missed one knows it, and asks (architecture, Grain to socket).</summary>
public sealed class BanViewTests : IDisposable
{
    private static readonly Guid Epoch = Guid.NewGuid();

    private readonly FakeTimeProvider _time = new();
    private readonly SessionRegistry _sessions = new();
    private readonly BanView _view;

    public BanViewTests() => _view = new BanView(_sessions, _time);

    public void Dispose() => _sessions.Dispose();

    [Fact]
    public void A_push_that_follows_moves_the_version()
    {
        _view.Take(Whole(3));
        _view.Take(Push(4, ["10.0.0.1"], []));
        Assert.Equal(new BanVersion(Epoch, 4), _view.Version);
        Assert.True(_view.IsBanned("10.0.0.1"));
    }

    [Fact]
    public void A_push_after_a_gap_holds_and_leaves_the_version_so_that_the_list_is_asked_for()
    {
        _view.Take(Whole(3));
        _view.Take(Push(5, ["10.0.0.1"], []));
        Assert.Equal(new BanVersion(Epoch, 3), _view.Version);
        Assert.True(_view.IsBanned("10.0.0.1"));
    }

    [Fact]
    public void A_push_before_the_first_list_or_of_another_epoch_leaves_the_version()
    {
        _view.Take(Push(1, ["10.0.0.1"], []));
        Assert.Null(_view.Version);
        _view.Take(Whole(3));
        _view.Take(Push(4, [], []) with { Version = new BanVersion(Guid.NewGuid(), 4) });
        Assert.Equal(new BanVersion(Epoch, 3), _view.Version);
    }

    [Fact]
    public void The_whole_list_takes_the_place_of_what_was_known()
    {
        _view.Take(Whole(1, "10.0.0.1", "10.0.0.2"));
        _view.Take(Whole(9, "10.0.0.2"));
        Assert.Equal((false, true), (_view.IsBanned("10.0.0.1"), _view.IsBanned("10.0.0.2")));
    }

    [Fact]
    public void A_ban_ends_when_it_is_lifted_or_its_time_is_over()
    {
        _view.Take(Whole(1, "10.0.0.1", "10.0.0.2"));
        _view.Take(Push(2, [], ["10.0.0.1"]));
        Assert.Equal((false, true), (_view.IsBanned("10.0.0.1"), _view.IsBanned("10.0.0.2")));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(_view.IsBanned("10.0.0.2"));
    }

    private BanNews Whole(long number, params string[] banned) => new(new BanVersion(Epoch, number), IsWhole: true, Bans(banned), []);

    private BanNews Push(long number, string[] banned, string[] lifted) => new(new BanVersion(Epoch, number), IsWhole: false, Bans(banned), lifted);

    private AddressBan[] Bans(string[] addresses) =>
        [.. addresses.Select(address => new AddressBan(address, _time.GetUtcNow(), _time.GetUtcNow().AddHours(1), "test", true))];
}
