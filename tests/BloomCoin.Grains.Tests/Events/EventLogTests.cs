using BloomCoin.Abstractions.Events;
using BloomCoin.Grains.Events;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Grains.Tests.Events;

public sealed class EventLogTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly EventLog _log;

    public EventLogTests() => _log = new EventLog(Guid.NewGuid(), _time);

    [Fact]
    public async Task A_reader_without_news_waits_for_them_and_all_that_wait_are_answered()
    {
        var start = (await _log.Read(null, 1)).End;
        var readers = Enumerable.Range(0, 3).Select(_ => _log.Read(start, 10)).ToArray();
        Assert.All(readers, reader => Assert.False(reader.IsCompleted));
        _log.Publish([new AddressUnbanned("a"), new AddressUnbanned("b")]);
        foreach (var page in await Task.WhenAll(readers)) Assert.Equal(2, page.Events.Length);
        Assert.True(_log.Read(start, 10).IsCompletedSuccessfully);   // what is there already is told at once
    }

    [Fact]
    public async Task A_reader_who_waits_ten_seconds_in_vain_is_told_of_nothing()
    {
        var start = (await _log.Read(null, 1)).End;
        var reader = _log.Read(start, 10);
        _time.Advance(IEventLogGrain.LongestWait - TimeSpan.FromTicks(1));
        Assert.False(reader.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        var page = await reader;
        Assert.Equal((start, 0, false), (page.End, page.Events.Length, page.IsCrowded));
    }

    [Fact]
    public async Task No_more_than_1000_readers_wait_and_the_next_is_sent_away_with_its_position()
    {
        var start = (await _log.Read(null, 1)).End;
        var waiting = Enumerable.Range(0, IEventLogGrain.MaxWaiting).Select(_ => _log.Read(start, 1)).ToArray();
        var next = await _log.Read(start, 1);
        Assert.Equal((start, 0, true), (next.End, next.Events.Length, next.IsCrowded));

        _log.Publish([new AddressUnbanned("a")]);
        await Task.WhenAll(waiting);
        Assert.Single((await _log.Read(start, 1)).Events);   // and who comes again later has missed nothing
        Assert.False(_log.Read((await _log.Read(null, 1)).End, 1).IsCompleted);   // there is room again
    }
}
