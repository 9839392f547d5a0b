using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using Faults = BloomCoin.Chain.Rules.Fault;

namespace BloomCoin.Grains.Mempool;

/// <summary>A transaction on its way into the pool, and what became of it.</summary>
internal sealed class CandidateTransaction
{
    private CandidateTransaction(Transaction? transaction, DateTimeOffset received, bool isLocal, bool isNew) =>
        (Transaction, Received, IsLocal, IsNew) = (transaction, received, isLocal, isNew);

    /// <summary>Null when the bytes are none.</summary>
    public Transaction? Transaction { get; }

    public DateTimeOffset Received { get; }

    public bool IsLocal { get; }

    /// <summary>False for one that was accepted before: relay's limits are not asked again.</summary>
    public bool IsNew { get; }

    /// <summary>
    /// Whether its signatures verified in this process already: they hold wherever its inputs exist, because a txid covers addresses.
    /// </summary>
    public bool IsVerified { get; set; }

    /// <summary>What its inputs have over its outputs; known once rule 6 was checked.</summary>
    public ulong Fee { get; set; }

    /// <summary>Signatures that must verify.</summary>
    public List<SignatureClaim> Claims { get; } = [];

    /// <summary>Null while it is open.</summary>
    public SubmitVerdict? Verdict { get; private set; }

    /// <summary>What breaks a rule; null when nothing does.</summary>
    public Fault? Fault { get; private set; }

    public bool IsOpen => Verdict is null;

    public bool IsAccepted => Verdict?.Outcome == SubmitOutcome.Accepted;

    /// <summary>An output that it spends is not here, and may yet come.</summary>
    public bool IsOrphan => Fault == Faults.MissingOutput;

    /// <summary>
    /// Bytes from a peer or a client: what can be said without any coin is said at once. They are copied: a view would hold its whole
    /// batch.
    /// </summary>
    public static CandidateTransaction ReadNew(ReadOnlyMemory<byte> bytes, DateTimeOffset received, bool isLocal)
    {
        if (bytes.Length <= MempoolLimits.MaxTransactionLength) return Read(bytes.ToArray(), received, isLocal, isNew: true);
        var tooLong = Read(bytes, received, isLocal, isNew: true);
        if (tooLong.IsOpen)
        {
            tooLong.Refuse(PoolRefusal.Of(SubmitOutcome.NotRelayed,
                $"{bytes.Length} bytes are more than the {MempoolLimits.MaxTransactionLength} that a TX carries"));
        }

        return tooLong;
    }

    /// <summary>Bytes from the store.</summary>
    public static CandidateTransaction ReadKept(ReadOnlyMemory<byte> bytes, DateTimeOffset received, bool isLocal) =>
        Read(bytes, received, isLocal, isNew: false);

    /// <summary>The same, open again.</summary>
    public CandidateTransaction Again() => Read(Transaction!.Bytes, Received, IsLocal, IsNew, IsVerified);

    public void Accept() => Close(SubmitOutcome.Accepted, 0, "");

    public void Refuse(PoolRefusal refusal) => Close(refusal.Outcome, 0, refusal.Reason);

    public void Refuse(RuleViolation violation)
    {
        Fault = violation.Fault;
        Close(SubmitOutcome.Invalid, (int)violation.Rule, violation.Detail);
    }

    private static CandidateTransaction Read(
        ReadOnlyMemory<byte> bytes, DateTimeOffset received, bool isLocal, bool isNew, bool isVerified = false)
    {
        if (Transaction.TryParse(bytes, out var transaction, out var violation))
            violation = TransactionRules.Check(transaction) ?? CheckSpends(transaction);
        var candidate = new CandidateTransaction(transaction, received, isLocal, isNew) { IsVerified = isVerified };
        if (violation is not null) candidate.Refuse(violation);
        return candidate;
    }

    private static RuleViolation? CheckSpends(Transaction transaction) => transaction.IsCoinbase
        ? new RuleViolation(Faults.ExtraCoinbase, $"{transaction.Id} is a coinbase: only a block's first transaction is one")
        : null;

    private void Close(SubmitOutcome outcome, int rule, string reason) =>
        Verdict = new SubmitVerdict(Transaction?.Id, outcome, rule, reason);
}
