using System.Collections.Concurrent;
using BloomCoin.Abstractions;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>A mempool that takes what its test lets it take, and remembers what it was asked.</summary>
internal sealed class ScriptedMempool : IMempoolGrain
{
    private readonly ConcurrentDictionary<Hash256, byte[]> _held = new();

    /// <summary>Every batch submitted, with its source.</summary>
    public ConcurrentQueue<(IReadOnlyList<ReadOnlyMemory<byte>> Transactions, Guid? Source)> Submitted { get; } = new();

    /// <summary>What becomes of a transaction.</summary>
    public Func<Transaction, SubmitOutcome> Judge { get; set; } = _ => SubmitOutcome.Accepted;

    /// <summary>Whether every call fails.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Runs before an answer with transactions.</summary>
    public Func<Task> BeforeFind { get; set; } = () => Task.CompletedTask;

    public void Hold(params IEnumerable<Transaction> transactions)
    {
        foreach (var transaction in transactions) _held[transaction.Id] = transaction.Bytes.ToArray();
    }

    public Task<SubmitReport> Submit(TransactionBatch transactions, Guid? source)
    {
        ThrowIfBroken();
        Submitted.Enqueue((transactions.Split(), source));
        return Task.FromResult(new SubmitReport([.. transactions.Split().Select(bytes =>
        {
            Assert.True(Transaction.TryParse(bytes, out var transaction, out _));
            var outcome = Judge(transaction);
            if (outcome == SubmitOutcome.Accepted) Hold(transaction);
            return new SubmitVerdict(transaction.Id, outcome, 0, "");
        })]));
    }

    public Task<byte[]> FindUnknown(byte[] txids)
    {
        ThrowIfBroken();
        return Task.FromResult<byte[]>([.. txids.Chunk(Hash256.Length).Where(id => !_held.ContainsKey(new Hash256(id))).SelectMany(id => id)]);
    }

    public async Task<TransactionAnswer> Find(byte[] txids, int maxBytes)
    {
        ThrowIfBroken();
        await BeforeFind();
        var found = new LengthPrefixedWriter();
        var missing = new List<byte>();
        var answered = 0;
        foreach (var id in txids.Chunk(Hash256.Length).TakeWhile(_ => answered == 0 || found.Length < maxBytes))
        {
            answered++;
            if (_held.TryGetValue(new Hash256(id), out var bytes)) found.Add(bytes);
            else missing.AddRange(id);
        }

        return new TransactionAnswer(new TransactionBatch(found.Take()), answered, [.. missing]);
    }

    public Task<byte[]> GetInventory(int count) => Task.FromResult<byte[]>([.. _held.Keys.Take(count).SelectMany(id => id.ToArray())]);

    public Task<MempoolView> List(int count) => throw new NotSupportedException();

    public Task<BlockSelection> SelectForBlock(int maxBytes) => throw new NotSupportedException();

    public Task OnTip() => Task.CompletedTask;

    private void ThrowIfBroken()
    {
        if (IsBroken) throw new TimeoutException("the mempool is away");
    }
}
