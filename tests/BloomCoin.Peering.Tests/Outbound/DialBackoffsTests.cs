using BloomCoin.Peering.Addresses;
using BloomCoin.Peering.Outbound;
using BloomCoin.Peering.Tests.Addresses;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Outbound;

public sealed class DialBackoffsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly DialBackoffs _backoffs;

    public DialBackoffsTests() => _backoffs = new DialBackoffs(_time, new Random(1));

    [Fact]
    public void An_address_is_left_alone_twice_as_long_each_time()
    {
        var address = Book.Numbered(1);
        foreach (var (shortest, longest) in new[] { (0.5, 1.0), (1, 2), (2, 4), (4, 8) })
        {
            var wait = _backoffs.Ended(address, TimeSpan.Zero);
            Assert.InRange(wait.TotalSeconds, shortest, longest);
            Assert.Contains(address, _backoffs.Waiting);
            _time.Advance(wait);
            Assert.Empty(_backoffs.Waiting);
        }

        Assert.InRange(_backoffs.Ended(address, ReconnectBackoff.GoodConnection).TotalSeconds, 0.5, 1);
    }

    [Fact]
    public void At_most_256_addresses_are_remembered()
    {
        for (var index = 0; index < 1000; index++) _backoffs.Ended(Book.Numbered(index), TimeSpan.Zero);
        Assert.Equal(Enumerable.Range(1000 - DialBackoffs.Limit, DialBackoffs.Limit).Select(Book.Numbered), _backoffs.Waiting);
    }

    [Fact]   // two gateways of one cluster do not dial the same peer
    public void A_reserved_address_is_free_again_when_it_is_released_or_its_time_is_over()
    {
        var reserved = new AddressReservations(_time);
        reserved.Reserve(Book.Numbered(1), AddressReservations.ForDialling);
        reserved.Reserve(Book.Numbered(2), AddressReservations.ForHolding);
        reserved.Reserve(Book.Numbered(3), AddressReservations.ForHolding);
        reserved.Release(Book.Numbered(3));
        Assert.Equal([true, true, false], Enumerable.Range(1, 3).Select(index => reserved.Contains(Book.Numbered(index))));
        _time.Advance(AddressReservations.ForDialling);
        Assert.Equal([false, true, false], Enumerable.Range(1, 3).Select(index => reserved.Contains(Book.Numbered(index))));
        _time.Advance(AddressReservations.ForHolding);
        Assert.False(reserved.Contains(Book.Numbered(2)));
    }
}
