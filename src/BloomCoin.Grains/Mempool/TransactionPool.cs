using System.Diagnostics.CodeAnalysis;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Chain.Coins;

namespace BloomCoin.Grains.Mempool;

/// <summary>
/// Transactions of which no two spend one output, with what each depends on, ordered by fee rate. Knows neither Orleans nor a store.
/// </summary>
/// <remarks>
/// It does not judge: what is added was checked against rule 6. It refuses only what conflicts with what it holds (the first one
/// seen stays), what does not fit, and what would make a chain of unconfirmed transactions too long.
/// </remarks>
internal sealed partial class TransactionPool(long maxBytes)
{
    private readonly Dictionary<Hash256, PooledTransaction> _entries = [];
    private readonly Dictionary<OutPoint, PooledTransaction> _spenders = [];
    private readonly SortedSet<PooledTransaction> _byFeeRate = new(FeeRateOrder.BestFirst);
    private long _arrivals;

    public int Count => _entries.Count;

    /// <summary>Bytes of memory that it takes, as <see cref="PooledTransaction.Cost"/> counts them.</summary>
    public long Bytes { get; private set; }

    public long MaxBytes => maxBytes;

    /// <summary>Best fee rate first.</summary>
    public IReadOnlyCollection<PooledTransaction> BestFirst => _byFeeRate;

    public bool Contains(Hash256 id) => _entries.ContainsKey(id);

    public PooledTransaction? Find(Hash256 id) => _entries.GetValueOrDefault(id);

    /// <summary>The held transaction that spends an output.</summary>
    public PooledTransaction? FindSpender(OutPoint output) => _spenders.GetValueOrDefault(output);

    /// <summary>
    /// An output of a held transaction, as one in the next block may spend it. Whether a held one spends it already is not said here.
    /// </summary>
    public bool TryFindOutput(OutPoint output, int nextHeight, out CoinState found)
    {
        found = CoinState.Missing;
        if (!_entries.TryGetValue(output.TxId, out var maker)) return false;
        if (output.Index >= (uint)maker.Transaction.Outputs.Count) return true;
        var made = maker.Transaction.Outputs[(int)output.Index];
        found = CoinState.Unspent(new Coin(made.Amount, made.Address, nextHeight, IsCoinbase: false));
        return true;
    }

    /// <summary>Takes in a transaction whose inputs are held or on the chain, and evicts what must go for it.</summary>
    /// <param name="entry">The transaction.</param>
    /// <param name="isNew">False for one that was accepted before, or was in a block: its chain may be as long as it is.</param>
    /// <param name="evicted">Gets what went for it.</param>
    /// <param name="refusal">Why it is not held; then nothing changed.</param>
    public bool TryAdd(
        PooledTransaction entry, bool isNew, ICollection<PooledTransaction> evicted, [NotNullWhen(false)] out PoolRefusal? refusal)
    {
        refusal = Contains(entry.Id) ? new(SubmitOutcome.AlreadyHeld, "") : FindConflict(entry);
        if (refusal is not null) return false;

        // Links first: the limits are about them. A refusal takes them off again.
        entry.Arrival = ++_arrivals;
        Link(entry);
        refusal = isNew ? CheckChain(entry) : null;
        var victims = refusal is null ? FindVictims(entry, out refusal) : [];
        if (refusal is not null)
        {
            Unlink(entry);
            return false;
        }

        _entries.Add(entry.Id, entry);
        foreach (var input in entry.Transaction.Inputs) _spenders.Add(input.Spends, entry);
        _byFeeRate.Add(entry);
        Bytes += entry.Cost;
        foreach (var victim in victims)
        {
            Take(victim);
            evicted.Add(victim);
        }

        return true;
    }

    /// <summary>A block holds it: what follows it stays, and depends on the chain now.</summary>
    public bool Confirm(Hash256 id)
    {
        if (!_entries.TryGetValue(id, out var entry)) return false;
        Take(entry);
        return true;
    }

    /// <summary>It is not valid any more, and so is nothing that follows it: all of it goes.</summary>
    public IReadOnlyCollection<PooledTransaction> Remove(Hash256 id)
    {
        if (!_entries.TryGetValue(id, out var entry)) return [];
        List<PooledTransaction> gone = [entry, .. DescendantsOf(entry)];
        foreach (var one in gone) Take(one);
        return gone;
    }

    private PoolRefusal? FindConflict(PooledTransaction entry)
    {
        for (var i = 0; i < entry.Transaction.Inputs.Count; i++)
        {
            var output = entry.Transaction.Inputs[i].Spends;
            if (_spenders.TryGetValue(output, out var other))
            {
                return PoolRefusal.Of(SubmitOutcome.Conflict,
                    $"input {i} spends output {output.Index} of {output.TxId}, which {other.Id} spends");
            }
        }

        return null;
    }

    /// <summary>
    /// Children are there before their parent when a reorganisation returns it. Two of its outputs make one link: it would be the last
    /// of the other's.
    /// </summary>
    private void Link(PooledTransaction entry)
    {
        foreach (var input in entry.Transaction.Inputs)
        {
            if (!_entries.TryGetValue(input.Spends.TxId, out var parent) || IsLast(parent.Children, entry)) continue;
            entry.Parents.Add(parent);
            parent.Children.Add(entry);
        }

        for (var i = 0u; i < entry.Transaction.Outputs.Count; i++)
        {
            if (!_spenders.TryGetValue(new OutPoint(entry.Id, i), out var child) || IsLast(child.Parents, entry)) continue;
            entry.Children.Add(child);
            child.Parents.Add(entry);
        }
    }

    private static bool IsLast(List<PooledTransaction> links, PooledTransaction entry) => links.Count > 0 && links[^1] == entry;

    private static void Unlink(PooledTransaction entry)
    {
        foreach (var parent in entry.Parents) parent.Children.Remove(entry);
        foreach (var child in entry.Children) child.Parents.Remove(entry);
        entry.Parents.Clear();
        entry.Children.Clear();
    }

    private void Take(PooledTransaction entry)
    {
        Unlink(entry);
        _entries.Remove(entry.Id);
        foreach (var input in entry.Transaction.Inputs) _spenders.Remove(input.Spends);
        _byFeeRate.Remove(entry);
        Bytes -= entry.Cost;
    }
}
