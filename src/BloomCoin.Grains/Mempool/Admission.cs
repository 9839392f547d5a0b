using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain.Coins;
using BloomCoin.Chain.Rules;
using BloomCoin.Keys;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Mempool;

/// <summary>Judges a batch of transactions against the best chain, the pool and each other, and takes the valid ones in.</summary>
/// <remarks>
/// 1. The outputs that the batch spends are looked for: <see cref="BatchCoins"/>.
/// 2. Rule 6 is asked of each transaction alone. That another of the batch may spend the same output says nothing yet: it may be
///    a forgery of the same txid, or a rival whose signature is no good.
/// 3. Signatures are verified on all cores, off the grain's turn; a transaction's first bad one is its last.
/// 4. In the order of the batch, each parent before its child, the pool takes what does not conflict.
/// </remarks>
internal sealed class Admission(ICoinStore store)
{
    /// <summary>Closes every open candidate. The pool is changed.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="candidates">The batch.</param>
    /// <param name="nextHeight">The height of the block that they would be in.</param>
    /// <returns>What went to make room; it may have come with the same batch.</returns>
    public async Task<IReadOnlyCollection<PooledTransaction>> Admit(
        TransactionPool pool, IReadOnlyList<CandidateTransaction> candidates, int nextHeight)
    {
        foreach (var candidate in candidates.Where(one => one.IsOpen && pool.Contains(one.Transaction!.Id)))
            candidate.Refuse(new PoolRefusal(SubmitOutcome.AlreadyHeld, ""));

        var open = candidates.Where(one => one.IsOpen).ToList();
        if (open.Count == 0) return [];

        var coins = await BatchCoins.Find(open, pool, store, nextHeight);
        var view = new CoinView(coins.Find);
        foreach (var candidate in open) CheckSpending(candidate, view, nextHeight);
        await Task.Run(() => VerifySignatures(open));
        return TakeIn(pool, open, coins);
    }

    /// <summary>
    /// Outputs of others in the batch may be made up; no fee overflows all the same: a TX has room for 990 inputs of at most 21 000 000
    /// BLOOM.
    /// </summary>
    private static void CheckSpending(CandidateTransaction candidate, CoinView view, int nextHeight)
    {
        var violation = SpendingRules.Check(candidate.Transaction!, nextHeight, view, candidate.Claims, out var fee);
        if (violation is null) candidate.Fee = fee;
        else candidate.Refuse(violation);
    }

    private static void VerifySignatures(List<CandidateTransaction> open) => Parallel.ForEach(
        open.Where(one => one.IsOpen && !one.IsVerified), candidate =>
        {
            foreach (var claim in candidate.Claims)
            {
                if (SignatureCheck.Verifies(claim)) continue;
                candidate.Refuse(claim.ToViolation());
                return;
            }
        });

    /// <summary>
    /// Passes over the batch until one takes nothing in: a parent that stands behind its child is found by the next pass.
    /// </summary>
    private static List<PooledTransaction> TakeIn(TransactionPool pool, List<CandidateTransaction> open, BatchCoins coins)
    {
        var evicted = new List<PooledTransaction>();
        for (var taken = -1; taken != 0;)
        {
            open.RemoveAll(candidate => !candidate.IsOpen);
            taken = open.Count(candidate => !IsWaiting(candidate, coins) && Take(candidate, pool, evicted));
        }

        foreach (var candidate in open.Where(one => one.IsOpen)) candidate.Refuse(MissingParent(candidate, coins));
        return evicted;
    }

    /// <summary>Whether it spends an output of one in the batch that the pool does not hold, or not yet.</summary>
    private static bool IsWaiting(CandidateTransaction candidate, BatchCoins coins) =>
        candidate.IsOpen && candidate.Transaction!.Inputs.Any(input => coins.IsAwaited(input.Spends));

    private static bool Take(CandidateTransaction candidate, TransactionPool pool, List<PooledTransaction> evicted)
    {
        if (!candidate.IsOpen) return false;
        var entry = new PooledTransaction(candidate.Transaction!, candidate.Fee, candidate.Received, candidate.IsLocal);
        var isTaken = pool.TryAdd(entry, candidate.IsNew, evicted, out var refusal);
        if (isTaken) candidate.Accept();
        else candidate.Refuse(refusal!);
        return isTaken;
    }

    private static RuleViolation MissingParent(CandidateTransaction candidate, BatchCoins coins)
    {
        var missing = candidate.Transaction!.Inputs.First(input => coins.IsAwaited(input.Spends)).Spends;
        return new RuleViolation(Fault.MissingOutput,
            $"{candidate.Transaction.Id} spends output {missing.Index} of {missing.TxId}, which was refused");
    }
}
