using BloomCoin.Abstractions.Events;
using Orleans.Runtime;

namespace BloomCoin.Grains.Tests.Events;

/// <summary>Reads the log of a cluster from where it is at the start, and goes on when the log's silo dies.</summary>
internal sealed class EventReader
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IEventLogGrain _log;
    private readonly Queue<NodeEvent> _read = [];
    private EventPosition _position;

    private EventReader(IEventLogGrain log, EventPosition position) => (_log, _position) = (log, position);

    public static async Task<EventReader> Start(IGrainFactory grains)
    {
        var log = grains.GetGrain<IEventLogGrain>(IEventLogGrain.Key);
        return new EventReader(log, (await log.Read(null, 1)).End);
    }

    /// <summary>The next events of a kind; others are passed over.</summary>
    public async Task<List<T>> Take<T>(int count)
        where T : NodeEvent
    {
        var taken = new List<T>();
        while (taken.Count < count)
        {
            if (await Next() is T wanted) taken.Add(wanted);
        }

        return taken;
    }

    public async Task<NodeEvent> Next()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (_read.Count == 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            try
            {
                var page = await _log.Read(_position, IEventLogGrain.Capacity).WaitAsync(limit.Token);
                foreach (var what in page.Events) _read.Enqueue(what);
                _position = page.End;
            }
            catch (SiloUnavailableException)
            {
                // Its silo died: the next question finds another.
            }
        }

        return _read.Dequeue();
    }

}
