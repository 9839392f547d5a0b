using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Chain.Coins;
using BloomCoin.Chain.Rules;
using BloomCoin.Keys;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Mempool;

/// <summary>Judges a batch of transactions against the best chain, the pool and each other, and takes the valid ones in.</summary>
/// <remarks>
/// 1. The outputs that the batch spends are looked for in the pool, in the batch itself, and in the store by one query.
/// 2. Rule 6 is asked of each transaction alone. That another of the batch may spend the same output says nothing yet: it may be
///    a forgery of the same txid, or a rival whose signature is no good.
/// 3. Signatures are verified on all cores, off the grain's turn; a transaction's first bad one is its last.
/// 4. In the order of the batch, each parent before its child, the pool takes what does not conflict.
/// </remarks>
internal sealed class Admission(ICoinStore coins)
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

        var view = await FindCoins(pool, open, nextHeight);
        foreach (var candidate in open) CheckSpending(candidate, view, nextHeight);
        await Task.Run(() => VerifySignatures(open));
        return TakeIn(pool, open);
    }

    private async Task<CoinView> FindCoins(TransactionPool pool, List<CandidateTransaction> open, int nextHeight)
    {
        // Of two with one txid either will do: a txid covers the outputs.
        var batch = new Dictionary<Hash256, Transaction>();
        foreach (var candidate in open) batch.TryAdd(candidate.Transaction!.Id, candidate.Transaction);

        var wanted = new HashSet<OutPoint>();
        foreach (var input in open.SelectMany(candidate => candidate.Transaction!.Inputs))
        {
            if (!pool.Contains(input.Spends.TxId) && !batch.ContainsKey(input.Spends.TxId)) wanted.Add(input.Spends);
        }

        List<OutPoint> asked = [.. wanted];
        var stored = asked.Count == 0 ? [] : await coins.ReadCoins(asked);
        var onChain = new Dictionary<OutPoint, CoinState>(asked.Count);
        for (var i = 0; i < asked.Count; i++)
        {
            if (stored[i] is not { } coin) continue;
            onChain[asked[i]] = coin.SpentHeight is null ? CoinState.Unspent(coin.Coin) : CoinState.Spent(coin.Coin);
        }

        return new CoinView(output =>
            pool.TryFindOutput(output, nextHeight, out var held) ? held
            : batch.TryGetValue(output.TxId, out var maker) ? OutputOf(maker, output.Index, nextHeight)
            : onChain.GetValueOrDefault(output));
    }

    private static CoinState OutputOf(Transaction maker, uint index, int nextHeight) => index < (uint)maker.Outputs.Count
        ? CoinState.Unspent(new Coin(maker.Outputs[(int)index].Amount, maker.Outputs[(int)index].Address, nextHeight, IsCoinbase: false))
        : CoinState.Missing;

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
    private static List<PooledTransaction> TakeIn(TransactionPool pool, List<CandidateTransaction> open)
    {
        var batch = open.Select(one => one.Transaction!.Id).ToHashSet();   // the refused ones too: their outputs are nobody's
        var evicted = new List<PooledTransaction>();
        for (var taken = -1; taken != 0;)
        {
            open.RemoveAll(candidate => !candidate.IsOpen);
            taken = open.Count(candidate => !IsWaiting(candidate, pool, batch) && Take(candidate, pool, evicted));
        }

        foreach (var candidate in open.Where(one => one.IsOpen)) candidate.Refuse(MissingParent(candidate, pool, batch));
        return evicted;
    }

    /// <summary>Whether it spends an output of one in the batch that the pool does not hold, or not yet.</summary>
    private static bool IsWaiting(CandidateTransaction candidate, TransactionPool pool, HashSet<Hash256> batch) =>
        candidate.IsOpen && candidate.Transaction!.Inputs.Any(input => IsAbsent(input.Spends, pool, batch));

    private static bool IsAbsent(OutPoint output, TransactionPool pool, HashSet<Hash256> batch) =>
        batch.Contains(output.TxId) && !pool.Contains(output.TxId);

    private static bool Take(CandidateTransaction candidate, TransactionPool pool, List<PooledTransaction> evicted)
    {
        if (!candidate.IsOpen) return false;
        var entry = new PooledTransaction(candidate.Transaction!, candidate.Fee, candidate.Received, candidate.IsLocal);
        var isTaken = pool.TryAdd(entry, candidate.IsNew, evicted, out var refusal);
        if (isTaken) candidate.Accept();
        else candidate.Refuse(refusal!);
        return isTaken;
    }

    private static RuleViolation MissingParent(CandidateTransaction candidate, TransactionPool pool, HashSet<Hash256> batch)
    {
        var missing = candidate.Transaction!.Inputs.First(input => IsAbsent(input.Spends, pool, batch)).Spends;
        return new RuleViolation(Fault.MissingOutput,
            $"{candidate.Transaction.Id} spends output {missing.Index} of {missing.TxId}, which was refused");
    }
}
