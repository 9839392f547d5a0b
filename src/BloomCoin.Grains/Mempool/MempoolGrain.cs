using BloomCoin.Abstractions.Events;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Grains.Events;
using BloomCoin.Grains.Placement;
using BloomCoin.Storage;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Mempool;

/// <inheritdoc cref="IMempoolGrain"/>
/// <remarks>
/// The store is what counts: after a write that failed, the pool in memory is thrown away and made anew from it. Reads may see a
/// transaction a moment before it is durable; nobody was promised it yet.
/// </remarks>
[OnCompute, KeepAlive]
internal sealed partial class MempoolGrain : Grain, IMempoolGrain
{
    /// <summary>Transactions of one call.</summary>
    private const int MaxBatch = 1000;

    private readonly IMempoolStore _store;
    private readonly GatewayClient _gateways;
    private readonly EventPublisher _events;
    private readonly MempoolMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<MempoolGrain> _log;
    private readonly Admission _admission;
    private readonly RefusedTransactions _refused = new();
    private readonly OrphanTransactions _orphans = new();

    private TransactionPool _pool;

    public MempoolGrain(
        IMempoolStore store, ICoinStore coins, IChainStore blocks, GatewayClient gateways, EventPublisher events,
        MempoolLimits limits, MempoolMetrics metrics, TimeProvider time, Random random, ILogger<MempoolGrain> log)
    {
        (_store, _gateways, _events, _limits, _metrics, _time, _log, _blocks) = (store, gateways, events, limits, metrics, time, log, blocks);
        _admission = new Admission(coins);
        _recovery = new Recovery(store, _admission, limits, time);
        _connected = new ConnectedBlocks(blocks);
        _rebroadcast = new Rebroadcast(limits.AnnounceAgain, time, random);
        _pool = new TransactionPool(limits.MaxBytes);
    }

    public async Task<SubmitReport> Submit(TransactionBatch transactions, Guid? source)
    {
        var received = transactions.Split();
        if (received.Count > MaxBatch)
            throw new ArgumentException($"{received.Count} transactions are more than {MaxBatch}", nameof(transactions));

        var tip = await CatchUp();
        var now = _time.GetUtcNow();
        var candidates = received.Select(bytes => CandidateTransaction.ReadNew(bytes, now, isLocal: source is null)).ToList();
        try
        {
            var accepted = await TakeIn(candidates, tip.Height + 1, keepOrphans: source is not null);
            Announce(accepted, source);
        }
        catch
        {
            _caughtUp = null;   // the pool may hold what the store does not
            throw;
        }

        foreach (var candidate in candidates) _metrics.Judged(candidate.Verdict!.Outcome);
        return new SubmitReport([.. candidates.Select(candidate => candidate.Verdict!)]);
    }

    /// <summary>Judges a batch, keeps the valid ones durably, and tries orphans again whose parents are among them.</summary>
    /// <returns>What is held now, each behind what it follows.</returns>
    private async Task<List<CandidateTransaction>> TakeIn(List<CandidateTransaction> candidates, int nextHeight, bool keepOrphans)
    {
        var judged = new List<CandidateTransaction>();
        var evicted = new List<PooledTransaction>();
        for (var batch = candidates; batch.Count > 0;)
        {
            evicted.AddRange(await _admission.Admit(_pool, batch, nextHeight));
            judged.AddRange(batch);
            var parents = batch.Where(candidate => candidate.IsAccepted).Select(candidate => candidate.Transaction!.Id).ToHashSet();
            batch = [.. _orphans.TakeChildrenOf(parents).Select(orphan => orphan.Again())];
        }

        foreach (var candidate in judged.Where(one => IsHeld(one) && !_pool.Contains(one.Transaction!.Id)))
            candidate.Refuse(new PoolRefusal(SubmitOutcome.FeeTooLow, "the mempool is full, and others of the same batch pay more a byte"));
        var accepted = judged.Where(one => one.IsAccepted).OrderBy(one => _pool.Find(one.Transaction!.Id)!.Arrival).ToList();
        await Keep(accepted, evicted);

        foreach (var candidate in judged)
        {
            _refused.Note(candidate);
            if (keepOrphans && candidate.IsOrphan) _orphans.Add(candidate);
        }

        return accepted;
    }

    private async Task Keep(List<CandidateTransaction> accepted, List<PooledTransaction> evicted)
    {
        if (accepted.Count == 0 && evicted.Count == 0) return;
        await _store.Change(new MempoolChange(
            [.. accepted.Select(one => new KeptTransaction(0, one.Transaction!.Id, one.Received, one.IsLocal, one.Transaction.Bytes))],
            [.. evicted.Select(one => one.Id)],
            []));
        if (evicted.Count > 0) _log.TransactionsEvicted(evicted.Count, _pool.Bytes);
    }

    private void Announce(List<CandidateTransaction> accepted, Guid? source)
    {
        foreach (var some in accepted.Chunk(MaxInventory))
        {
            byte[] txids = [.. some.SelectMany(one => one.Transaction!.Id.ToArray())];
            _gateways.PushTransactions(new TransactionNews(txids, source, Again: false));
        }

        _events.Publish([.. accepted.Select(one => one.Transaction!.Id).Chunk(TransactionsAccepted.MaxTransactions).Select(TransactionsAccepted.Of)]);
    }

    private static bool IsHeld(CandidateTransaction candidate) =>
        candidate.Verdict!.Outcome is SubmitOutcome.Accepted or SubmitOutcome.AlreadyHeld;
}
