using System.Globalization;
using BloomCoin.Peering.Outbound;
using BloomCoin.Peering.Tests.Addresses;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Outbound;

/// <summary>The source's connection_pool_size: 50, and the least recently used gives way.</summary>
public sealed class ConnectionPoolTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConnectionPool<string> _pool;

    public ConnectionPoolTests() => _pool = new ConnectionPool<string>(_time);

    [Fact]
    public void The_51st_connection_ends_the_one_that_was_used_longest_ago()
    {
        for (var index = 0; index < ConnectionPool<string>.Capacity; index++) Assert.Null(Add(index));
        Assert.Null(Add(0));   // used again
        Assert.Equal("1", Add(50));
        Assert.Equal(ConnectionPool<string>.Capacity, _pool.Count);
    }

    [Fact]
    public void A_connection_that_will_do_is_taken_out_the_last_used_first()
    {
        for (var index = 0; index < 5; index++) Add(index);
        Assert.Equal("4", _pool.Take(_ => true));
        Assert.Equal("1", _pool.Take(connection => connection is "0" or "1"));
        Assert.Null(_pool.Take(connection => connection == "4"));
        Assert.Equal(3, _pool.Count);
    }

    [Fact]
    public void A_connection_that_ended_is_not_found()
    {
        Add(1);
        _pool.Remove(Book.Numbered(1));
        Assert.Null(_pool.Take(_ => true));
    }

    [Fact]
    public void What_nobody_uses_goes_after_five_minutes()
    {
        Add(1);
        _time.Advance(TimeSpan.FromMinutes(4));
        Add(2);
        Assert.Null(_pool.TakeIdle());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("1", _pool.TakeIdle());
        Assert.Null(_pool.TakeIdle());
    }

    private string? Add(int index) => _pool.Add(Book.Numbered(index), index.ToString(CultureInfo.InvariantCulture));
}
