namespace BloomCoin.Abstractions.Mempool;

/// <summary>Transactions in one blob, each behind its length as u32 little-endian.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("transaction.batch.v1")]
public sealed record TransactionBatch([property: Id(0)] byte[] Blob)
{
    public static readonly TransactionBatch Empty = new([]);

    /// <summary>The transactions, as views into the blob. A length that says more than is there ends the list.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Split() => LengthPrefixed.Split(Blob);

    public static TransactionBatch Of(IEnumerable<ReadOnlyMemory<byte>> transactions)
    {
        var batch = new LengthPrefixedWriter();
        foreach (var transaction in transactions) batch.Add(transaction.Span);
        return new TransactionBatch(batch.Take());
    }
}

/// <summary>Transactions found.</summary>
/// <param name="Found">The transactions, in the order asked.</param>
/// <param name="Answered">How many txids of the request, from its start, this answers.</param>
/// <param name="Missing">Those of them that are not held: 32-byte txids in one blob.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("transaction.answer.v1")]
public sealed record TransactionAnswer(
    [property: Id(0)] TransactionBatch Found, [property: Id(1)] int Answered, [property: Id(2)] byte[] Missing);
