using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Mempool;

/// <summary>Makes the pool anew from what is kept: after a start, a reorganisation, or a leap of many blocks.</summary>
/// <remarks>
/// First the transactions of undone blocks are kept, unjudged, in the same database transaction that crosses their block off: from
/// then on they are like all others. Then everything that is kept is judged at the tip, and what is not valid there is forgotten.
/// It may be cut off anywhere, and is simply done again.
/// </remarks>
internal sealed class Recovery(IMempoolStore store, Admission admission, MempoolLimits limits, TimeProvider time)
{
    /// <summary>Undone blocks in memory at a time; one may have 32 MiB.</summary>
    private const int BlocksAtOnce = 4;

    /// <summary>Kept transactions that one query reads and one pass judges: at most 25 MB.</summary>
    public const int PageSize = 250;

    /// <param name="nextHeight">The height at which they are judged.</param>
    /// <param name="verified">The pool so far: the signatures of what it holds were verified.</param>
    public async Task<TransactionPool> Run(int nextHeight, TransactionPool verified)
    {
        await ReturnUndone();
        var pool = new TransactionPool(limits.MaxBytes);
        var early = new List<CandidateTransaction>();
        for (long after = 0; ;)
        {
            var page = await store.ReadTransactions(after, PageSize);
            if (page.Count == 0) break;
            after = page[^1].Number;
            early.AddRange(await Judge(pool, Read(page, verified), nextHeight));
        }

        while (early.Count > 0)
        {
            var open = early.Count;
            early = [.. await Judge(pool, early.ConvertAll(one => one.Again()), nextHeight)];
            if (early.Count == open) break;
        }

        await Forget(early);
        return pool;
    }

    private async Task ReturnUndone()
    {
        while (true)
        {
            var undone = await store.ReadUndone(BlocksAtOnce);
            if (undone.Count == 0) return;
            var now = time.GetUtcNow();
            var returning = undone.SelectMany(block => ConnectedBlocks.Parse(block.Bytes).Transactions)
                .Where(transaction => !transaction.IsCoinbase)
                .Select(transaction => new KeptTransaction(0, transaction.Id, now, IsLocal: false, transaction.Bytes));
            await store.Change(new MempoolChange([.. returning], [], [.. undone.Select(block => block.Hash)]));
        }
    }

    private List<CandidateTransaction> Read(IReadOnlyList<KeptTransaction> page, TransactionPool verified)
    {
        var expired = time.GetUtcNow() - limits.Expiry;
        var candidates = new List<CandidateTransaction>(page.Count);
        foreach (var kept in page)
        {
            var candidate = CandidateTransaction.ReadKept(kept.Bytes, kept.Received, kept.IsLocal);
            candidate.IsVerified = verified.Find(kept.Id) is { } held && held.Transaction.Bytes.Span.SequenceEqual(kept.Bytes.Span);
            if (kept.Received <= expired) candidate.Refuse(new PoolRefusal(SubmitOutcome.NotRelayed, "it expired"));
            candidates.Add(candidate);
        }

        return candidates;
    }

    /// <summary>Judges, and forgets what is not valid.</summary>
    /// <returns>Those whose parents were not found: a block's transaction is returned behind those that follow it.</returns>
    private async Task<IReadOnlyList<CandidateTransaction>> Judge(
        TransactionPool pool, List<CandidateTransaction> candidates, int nextHeight)
    {
        var evicted = await admission.Admit(pool, candidates, nextHeight);
        var orphans = candidates.FindAll(one => one.IsOrphan);
        await Forget([.. candidates.Where(one => !one.IsAccepted && !one.IsOrphan)], evicted);
        return orphans;
    }

    private async Task Forget(IReadOnlyCollection<CandidateTransaction> refused, IReadOnlyCollection<PooledTransaction>? evicted = null)
    {
        var invalid = refused.Where(one => one.Transaction is not null).Select(one => one.Transaction!.Id);
        List<Hash256> gone = [.. invalid, .. (evicted ?? []).Select(one => one.Id)];
        if (gone.Count > 0) await store.Change(new MempoolChange([], gone, []));
    }
}
