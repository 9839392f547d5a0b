using BloomCoin.Abstractions.Events;

namespace BloomCoin.Grains.Events;

/// <summary>The newest events of one epoch, and who waits for the next. Not for several threads.</summary>
internal sealed class EventLog(Guid epoch, TimeProvider time)
{
    private readonly EventRing _ring = new(epoch, time);

    /// <summary>Completes when the next event comes.</summary>
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _waiting;

    /// <inheritdoc cref="IEventLogGrain.Publish"/>
    public void Publish(NodeEvent[] events)
    {
        foreach (var what in events) _ring.Add(what);
        if (_waiting == 0) return;
        _news.SetResult();
        _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <inheritdoc cref="IEventLogGrain.Read"/>
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
