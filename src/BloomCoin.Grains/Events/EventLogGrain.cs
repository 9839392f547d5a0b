using BloomCoin.Abstractions.Events;
using BloomCoin.Grains.Placement;
using Orleans.Concurrency;

namespace BloomCoin.Grains.Events;

/// <inheritdoc cref="IEventLogGrain"/>
[OnCompute, KeepAlive, Reentrant]
internal sealed class EventLogGrain(TimeProvider time) : Grain, IEventLogGrain
{
    private readonly EventRing _ring = new(Guid.NewGuid(), time);

    /// <summary>Completes when the next event comes. Not shared by those that come later.</summary>
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _waiting;

    public Task Publish(NodeEvent[] events)
    {
        foreach (var what in events) _ring.Add(what);
        if (_waiting == 0) return Task.CompletedTask;
        _news.SetResult();
        _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Task.CompletedTask;
    }

    public async Task<EventPage> Read(EventPosition? after, int max)
    {
        if (after is not { } position) return new EventPage(_ring.End, [], IsCrowded: false);
        if (!_ring.HasNewsAfter(position))
        {
            if (_waiting >= IEventLogGrain.MaxWaiting) return new EventPage(position, [], IsCrowded: true);
            await WaitForNews();
        }

        return _ring.ReadAfter(position, Math.Clamp(max, 1, IEventLogGrain.Capacity));
    }

    private async Task WaitForNews()
    {
        _waiting++;
        await _news.Task.WaitAsync(IEventLogGrain.LongestWait, time)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _waiting--;
    }
}
