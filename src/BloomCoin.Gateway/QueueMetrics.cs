using System.Diagnostics.Metrics;
using BloomCoin.Gateway.Phases;
using BloomCoin.Gateway.Propagation;
using BloomCoin.Gateway.Relay;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering.Limits;
using BloomCoin.Telemetry;

namespace BloomCoin.Gateway;

/// <summary>What waits in a gateway, how much may wait, and what was let go because it did not fit.</summary>
internal sealed class QueueMetrics
{
    private readonly GatewayContext _context;

    public QueueMetrics(IMeterFactory meters, GatewayContext context)
    {
        _context = context;
        var meter = meters.CreateBloomMeter();
        meter.CreateObservableGauge("bloom.gateway.queue", () => Each(Length), "1", "What waits in the queues that all peers share, in each queue's own unit.");
        meter.CreateObservableGauge("bloom.gateway.queue_limit", () => Each(Limit), "1", "What may wait there.");
        meter.CreateObservableCounter("bloom.gateway.queue_dropped", () => Each(Dropped), "1", "What was let go because its queue was full.");
        meter.CreateObservableGauge("bloom.gateway.unsent", () => Connections(unsent => unsent.Sum()), "By", "Bytes that wait to be sent, of all connections.");
        meter.CreateObservableGauge("bloom.gateway.unsent_largest", () => Connections(unsent => unsent.DefaultIfEmpty().Max()), "By", "The same of the connection that has most.");
        meter.CreateObservableGauge("bloom.gateway.answers", () => context.Sessions.All.Sum(session => session.Answers.Waiting), "{answer}", "Requests of peers that wait for their answer.");
        meter.CreateObservableGauge("bloom.gateway.paced", Paced, "By", "Bytes whose turn for bandwidth has not come, by rank.");
    }

    private static IEnumerable<Measurement<long>> Each(Func<GatewayQueue, long?> of) =>
        from queue in Enum.GetValues<GatewayQueue>()
        let value = of(queue)
        where value is not null
        select new Measurement<long>(value.Value, new KeyValuePair<string, object?>("queue", queue.ToString()));

    private long? Length(GatewayQueue queue) => queue switch
    {
        GatewayQueue.Transactions => _context.Transactions.Inbox.Waiting.Count,
        GatewayQueue.TransactionBytes => _context.Transactions.Inbox.Waiting.Bytes,
        GatewayQueue.PhaseBatches => _context.Phases.Inbox.Batches,
        GatewayQueue.UnaskedBlockBytes => _context.UnaskedBlocks.Bytes,
        _ => _context.Transactions.Announcer.Waiting,
    };

    private static long? Limit(GatewayQueue queue) => queue switch
    {
        GatewayQueue.Transactions => TransactionInbox.MaxWaiting,
        GatewayQueue.TransactionBytes => TransactionInbox.MaxWaitingBytes,
        GatewayQueue.PhaseBatches => PhaseGathering.MaxBatches,
        GatewayQueue.UnaskedBlockBytes => UnaskedBlocks.MaxBytes,
        _ => TransactionAnnouncer.MaxBehind,
    };

    private long? Dropped(GatewayQueue queue) => queue switch
    {
        GatewayQueue.Transactions => _context.Transactions.Inbox.Dropped,
        GatewayQueue.PhaseBatches => _context.Phases.Inbox.Dropped,
        _ => null,
    };

    private long Connections(Func<IEnumerable<long>, long> of) => of(_context.Sessions.All.Select(session => session.Connection.Unsent));

    private IEnumerable<Measurement<long>> Paced() => Enum.GetValues<BandwidthRank>()
        .Select(rank => new Measurement<long>(_context.Bandwidth.Waiting(rank), new KeyValuePair<string, object?>("rank", rank.ToString())));
}

/// <summary>The queues that all peers of a gateway share.</summary>
internal enum GatewayQueue
{
    /// <summary>Transactions on their way to the mempool.</summary>
    Transactions,

    /// <summary>Their bytes.</summary>
    TransactionBytes,

    /// <summary>Batches of phases that gather, wait, or are being merged. Dropped are PHASEs, and not batches.</summary>
    PhaseBatches,

    /// <summary>Bytes of blocks that nobody asked for, arriving or being judged.</summary>
    UnaskedBlockBytes,

    /// <summary>Announcements of transactions that some peer has not been told of.</summary>
    Announcements,
}
