using BloomCoin.Peering.Addresses;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Tests.Addresses;

public sealed class ChoosingTests
{
    private readonly Book _book = new();

    [Fact]
    public void An_empty_table_has_nothing_to_choose()
    {
        Assert.Empty(_book.Table.Select(8, _ => 1));
        Assert.Null(_book.Table.SelectForTest(_ => 1));
        Assert.Empty(_book.Table.Sample());
        Assert.Empty(_book.Table.Anchors(2));
    }

    [Fact]
    public void A_few_tried_are_chosen_as_often_as_many_new()
    {
        for (var index = 0; index < 1000; index++) _book.Add(Book.Numbered(index), Book.Numbered(index * 3).Address);
        for (var index = 0; index < 10; index++) _book.Good(Book.Numbered(index));
        _book.Time.Advance(TimeSpan.FromHours(1));
        var tried = Enumerable.Range(0, 2000).Count(_ => _book.Table.Find(_book.Table.Select(1, _ => 1)[0])!.IsTried);
        Assert.InRange(tried, 850, 1150);
    }

    [Fact]   // wire-protocol 7: outbound peers are picked by score
    public void A_better_score_is_chosen_more_often()
    {
        for (var index = 0; index < 400; index++) _book.Add(Book.Numbered(index), Book.Numbered(index * 3).Address);
        double Score(NetworkAddress address) => (address.Address >> 16) % 2 == 0 ? 2 : 0.5;
        var better = Enumerable.Range(0, 2000).Count(_ => Score(_book.Table.Select(1, Score)[0]) > 1);
        Assert.InRange(better, 1300, 1900);   // four to one, less what many draws even out
    }

    [Fact]
    public void What_weighs_nothing_is_never_chosen_and_what_is_left_is_found()
    {
        for (var index = 0; index < 5000; index++) _book.Add(Book.Numbered(index), Book.Numbered(index * 3).Address);
        var only = _book.Table.All[1234].Address;
        Assert.Equal([only], _book.Table.Select(8, address => address == only ? 1 : 0));
        Assert.Empty(_book.Table.Select(8, _ => 0));
    }

    [Fact]
    public void No_address_is_chosen_twice()
    {
        for (var index = 0; index < 30; index++) _book.Add(Book.Numbered(index));
        var chosen = _book.Table.Select(100, _ => 1);
        Assert.Equal(_book.Table.Count, chosen.Count);
        Assert.Distinct(chosen);
    }

    [Fact]
    public void Failures_and_a_recent_try_lower_the_chance()
    {
        var address = new KnownAddress(Book.Numbered(1), 0);
        Assert.Equal(1, address.Chance(_book.Now));
        address.Failures = 2;
        Assert.Equal(0.66 * 0.66, address.Chance(_book.Now), 10);
        address.Failures = 100;
        Assert.Equal(Math.Pow(0.66, 8), address.Chance(_book.Now), 10);
        (address.Failures, address.LastTry) = (0, _book.Now - 599);
        Assert.Equal(0.01, address.Chance(_book.Now));
        address.LastTry = _book.Now - 600;
        Assert.Equal(1, address.Chance(_book.Now));
    }

    [Theory, InlineData(3, 1), InlineData(100, 23), InlineData(300, 69), InlineData(20_000, 1000)]
    public void A_sample_shows_23_percent_and_at_most_1000(int known, int shown)
    {
        for (var index = 0; _book.Table.Count < known; index++) _book.Add(Book.Numbered(index), Book.Numbered(index % 999).Address);
        var sample = _book.Table.Sample();
        Assert.Equal(shown, sample.Count);
        Assert.Distinct(sample.Select(one => one.Address));
    }

    [Fact]
    public void Two_samples_differ()
    {
        for (var index = 0; index < 1000; index++) _book.Add(Book.Numbered(index), Book.Numbered(index).Address);
        Assert.NotEqual(_book.Table.Sample().Select(one => one.Address), _book.Table.Sample().Select(one => one.Address));
    }

    [Fact]
    public void A_sample_shows_nothing_terrible()
    {
        for (var index = 0; index < 100; index++) _book.Add(Book.Numbered(index), Book.Numbered(index).Address);
        _book.Time.Advance(TimeSpan.FromDays(31));
        Assert.Empty(_book.Table.Sample());
    }

    [Fact]   // p2p-anchors: the last good outbound peers are dialled first after a restart
    public void Anchors_are_the_peers_last_held_the_latest_first()
    {
        for (var index = 0; index < 5; index++)
        {
            _book.Good(Book.Numbered(index), isHeld: index != 4);
            _book.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([Book.Numbered(3), Book.Numbered(2)], _book.Table.Anchors(2));
    }
}
