using BloomCoin.Chain;

namespace BloomCoin.Gateway.Tests.Relay;

/// <summary>Transactions for a gateway, which looks at their bytes only.</summary>
internal static class TestTransactions
{
    /// <param name="number">Tells it from others.</param>
    /// <param name="outputs">40 bytes each.</param>
    public static Transaction Make(int number, int outputs = 1) => Transaction.Create(
        [new TransactionInput(new OutPoint(default, 1), default), new TransactionInput(new OutPoint(default, (uint)number), default)],
        [.. Enumerable.Repeat(new TransactionOutput(1, default), outputs)]);

    public static Transaction[] Make(Range numbers) =>
        [.. Enumerable.Range(numbers.Start.Value, numbers.End.Value - numbers.Start.Value).Select(number => Make(number))];

    public static byte[] Id(this Transaction transaction) => transaction.Id.ToArray();

    public static byte[] Ids(params IEnumerable<Transaction> transactions) => [.. transactions.SelectMany(one => one.Id.ToArray())];
}
