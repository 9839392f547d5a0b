using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>A mempool that knows conflicts, and what the test says.</summary>
internal sealed partial class FakeNode
{
    /// <summary>Held transactions, best first.</summary>
    public List<Transaction> Waiting { get; } = [];

    /// <summary>Held transactions that no list shows.</summary>
    public List<Transaction> Unlisted { get; } = [];

    /// <summary>Every transaction that was submitted, held or not.</summary>
    public List<Transaction> Submitted { get; } = [];

    /// <summary>Refuses a transaction.</summary>
    public Func<Transaction, SubmitVerdict?> JudgeTransaction { get; set; } = _ => null;

    /// <summary>Whether a submission whose answer is lost is made again.</summary>
    public bool RepeatsSubmissions { get; set; }

    /// <summary>Runs before a batch of transactions is taken.</summary>
    public Action? BeforeSubmit { get; set; }

    public Task<SubmitReport> Submit(TransactionBatch transactions, CancellationToken cancellation = default) => Answer(() =>
    {
        BeforeSubmit?.Invoke();
        cancellation.ThrowIfCancellationRequested();
        return new SubmitReport([.. transactions.Split().Select(Submit)]);
    }, cancellation);

    public Task<MempoolView> GetMempool(int count, CancellationToken cancellation = default) => Answer(() => new MempoolView(
        Waiting.Count,
        Waiting.Sum(transaction => (long)transaction.Bytes.Length),
        300_000_000,
        [.. Waiting.Take(count).Select(Entry)]), cancellation);

    public Task<TransactionAnswer> FindTransactions(
        IReadOnlyList<Hash256> txids, int maxBytes, CancellationToken cancellation) => Answer(() =>
    {
        var found = new List<ReadOnlyMemory<byte>>();
        var (bytes, answered) = (0, 0);
        foreach (var txid in txids)
        {
            var transaction = Waiting.Single(waiting => waiting.Id == txid);
            bytes += transaction.Bytes.Length;
            if (answered > 0 && bytes > maxBytes) break;
            found.Add(transaction.Bytes);
            answered++;
        }

        return new TransactionAnswer(TransactionBatch.Of(found), answered, []);
    }, cancellation);

    private SubmitVerdict Submit(ReadOnlyMemory<byte> bytes)
    {
        if (!Transaction.TryParse(bytes.ToArray(), out var transaction, out var violation))
            return new(null, SubmitOutcome.Invalid, (int)violation.Rule, violation.Detail);

        Submitted.Add(transaction);
        if (Waiting.Exists(waiting => waiting.Id == transaction.Id)) return new(transaction.Id, SubmitOutcome.AlreadyHeld, 0, "");
        if (JudgeTransaction(transaction) is { } refusal) return refusal;
        var spent = Waiting.Concat(Unlisted).SelectMany(waiting => waiting.Inputs).Select(input => input.Spends);
        if (spent.Intersect(transaction.Inputs.Select(input => input.Spends)).Any())
            return new(transaction.Id, SubmitOutcome.Conflict, 0, "input 0 is spent by another");
        Waiting.Add(transaction);
        return new(transaction.Id, SubmitOutcome.Accepted, 0, "");
    }

    private MempoolEntry Entry(Transaction transaction, int position) => new(
        transaction.Id,
        transaction.Bytes.Length,
        (ulong)transaction.Bytes.Length * 2,
        DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000 + position),
        IsLocal: position == 0,
        [.. transaction.Inputs.Select(input => input.Spends.TxId).Where(txid => Waiting.Exists(waiting => waiting.Id == txid))]);
}
