using BloomCoin.Chain;
using BloomCoin.Keys;

namespace BloomCoin.Client.Facts;

/// <summary>A transaction of a block.</summary>
/// <param name="Txid">Its id.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Coinbase">Whether it creates units.</param>
/// <param name="Inputs">What it spends, as txid:position; empty for a coinbase.</param>
/// <param name="Outputs">Who gets how much.</param>
/// <param name="LockTime">The least height of its block.</param>
public sealed record TransactionFacts(
    string Txid, int Bytes, bool Coinbase, IReadOnlyList<string> Inputs, IReadOnlyList<OutputFacts> Outputs, uint LockTime)
{
    public static TransactionFacts Of(Transaction transaction) => new(
        transaction.Id.ToString(),
        transaction.Bytes.Length,
        transaction.IsCoinbase,
        transaction.IsCoinbase ? [] : [.. transaction.Inputs.Select(input => Describe(input.Spends))],
        [.. transaction.Outputs.Select(output => new OutputFacts(output.Amount, output.Address.ToString()))],
        transaction.LockTime);

    /// <summary>An output's name: txid:position.</summary>
    public static string Describe(OutPoint output) => FormattableString.Invariant($"{output.TxId}:{output.Index}");
}

/// <summary>An output.</summary>
/// <param name="Amount">Units.</param>
/// <param name="Address">Who owns it.</param>
public sealed record OutputFacts(ulong Amount, string Address);
