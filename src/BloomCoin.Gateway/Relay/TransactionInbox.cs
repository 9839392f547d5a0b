using System.Diagnostics;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Telemetry;
using Microsoft.Extensions.Logging;
using Orleans;

namespace BloomCoin.Gateway.Relay;

/// <summary>
/// TXs of all peers on their way to the mempool, in batches: one call, one write to the store, all cores for the signatures.
/// </summary>
internal sealed class TransactionInbox(IGrainFactory grains, TransactionRequests requests, TimeProvider time, ILogger log) : IDisposable
{
    /// <summary>Transactions of one batch.</summary>
    public const int MaxBatch = 100;

    /// <summary>
    /// Bytes of one batch, or the one transaction with which it reaches them: what one query for outputs and one turn of the mempool
    /// take.
    /// </summary>
    public const int MaxBatchBytes = 1024 * 1024;

    /// <summary>Transactions that wait; more are dropped, and their peers are asked again or announce them again.</summary>
    public const int MaxWaiting = 2000;

    /// <summary>Bytes that wait: eight batches.</summary>
    public const int MaxWaitingBytes = 8 * MaxBatchBytes;

    /// <summary>How long the first of a batch waits for more.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LogEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<Arrival> _waiting = new();
    private readonly Signal _arrived = new();
    private TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _bytes;
    private long _dropped, _droppedInAll;
    private long? _logged;

    /// <summary>What waits.</summary>
    public (int Count, int Bytes) Waiting
    {
        get
        {
            lock (_lock) return (_waiting.Count, _bytes);
        }
    }

    /// <summary>Transactions that did not fit, since the start.</summary>
    public long Dropped
    {
        get
        {
            lock (_lock) return _droppedInAll;
        }
    }

    /// <summary>False when too much waits: the transaction is dropped.</summary>
    public bool TryAdd(PeerSession session, Transaction transaction)
    {
        lock (_lock)
        {
            if (_waiting.Count >= MaxWaiting || _bytes + transaction.Bytes.Length > MaxWaitingBytes)
            {
                _dropped++;
                _droppedInAll++;
                return false;
            }

            _waiting.Enqueue(new Arrival(session, transaction));
            _bytes += transaction.Bytes.Length;
            if (_waiting.Count >= MaxBatch || _bytes >= MaxBatchBytes) _full.TrySetResult();
        }

        _arrived.Set();
        return true;
    }

    public async Task Run(CancellationToken stopping)
    {
        while (true)
        {
            await _arrived.Wait(stopping);
            await Task.WhenAny(_full.Task, Task.Delay(Gathering, time, stopping));
            while (await SubmitNext())
            {
            }
        }
    }

    /// <summary>Hands the next batch to the mempool; false when nothing waits.</summary>
    public async Task<bool> SubmitNext()
    {
        var batch = TakeBatch();
        LogDropped();
        if (batch.Count == 0) return false;
        using var span = Instrumentation.StartTrace("bloom.transactions.received", ActivityKind.Consumer);
        span?.SetTag("bloom.transactions", batch.Count);
        try
        {
            var sources = batch.Select(arrival => arrival.Session.Connection.Id).Distinct().ToList();
            var report = await grains.GetGrain<IMempoolGrain>(0).Submit(
                TransactionBatch.Of(batch.Select(arrival => arrival.Transaction.Bytes)), sources.Count == 1 ? sources[0] : Guid.Empty);
            foreach (var (arrival, verdict) in batch.Zip(report.Verdicts))
            {
                requests.Judged(arrival.Transaction.Id, verdict.Outcome);
                if (verdict.Outcome == SubmitOutcome.Accepted) arrival.Session.Merits.BroughtTransaction();
            }

            log.TransactionsJudged(batch.Count, report.Verdicts.Count(verdict => verdict.Outcome == SubmitOutcome.Accepted));
        }
        catch (Exception exception)
        {
            span.Fail(exception);

            // Lost here, not for good: others that announced them are asked.
            log.MempoolUnavailable(exception);
            foreach (var arrival in batch) requests.Judged(arrival.Transaction.Id, outcome: null);
        }

        return true;
    }

    public void Dispose() => _arrived.Dispose();

    private List<Arrival> TakeBatch()
    {
        var batch = new List<Arrival>();
        lock (_lock)
        {
            for (var bytes = 0; batch.Count < MaxBatch && bytes < MaxBatchBytes && _waiting.TryDequeue(out var arrival);)
            {
                batch.Add(arrival);
                bytes += arrival.Transaction.Bytes.Length;
                _bytes -= arrival.Transaction.Bytes.Length;
            }

            if (_full.Task.IsCompleted && _waiting.Count < MaxBatch && _bytes < MaxBatchBytes)
                _full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return batch;
    }

    private void LogDropped()
    {
        lock (_lock)
        {
            if (_dropped == 0 || (_logged is { } last && time.GetElapsedTime(last) < LogEvery)) return;
            log.TransactionsDropped(_dropped, MaxWaiting);
            (_dropped, _logged) = (0, time.GetTimestamp());
        }
    }

    private readonly record struct Arrival(PeerSession Session, Transaction Transaction);
}
