using System.Diagnostics.CodeAnalysis;
using BloomCoin.Chain;

namespace BloomCoin.Keys.Payments;

/// <summary>A transaction that pays an order, not signed yet. Its inputs are the amount, the fee and the change, to the unit.</summary>
/// <remarks>
/// The largest coins are spent first: no payment has fewer inputs, each costs 100 bytes of fee, and the small change left over
/// can wait. The same purse and order always make the same transaction.
/// </remarks>
/// <param name="Transaction">What to sign with the key of the coins.</param>
/// <param name="Inputs">Units of its inputs together.</param>
/// <param name="Fee">Units that the miner gets.</param>
/// <param name="Change">Units that go back; 0 when there is no such output.</param>
public sealed record Payment(Transaction Transaction, UInt128 Inputs, ulong Fee, ulong Change)
{
    /// <summary>Bytes of a transaction that peers pass on at most (wire-protocol 2, TX).</summary>
    public const int MaxLength = 100_000;

    /// <summary>Version, two counts and locktime (chain-format, Transaction).</summary>
    private const int FixedLength = 4 * sizeof(uint);

    /// <summary>Inputs of a payment with change: 999 fit <see cref="MaxLength"/>.</summary>
    public const int MaxInputs = (MaxLength - FixedLength - 2 * TransactionOutput.Length) / TransactionInput.Length;

    public static bool TryBuild(
        Purse purse,
        PaymentOrder order,
        [NotNullWhen(true)] out Payment? payment,
        [NotNullWhen(false)] out PaymentRefusal? refusal)
    {
        payment = null;
        refusal = CheckAmount(order.Amount);
        if (refusal is not null) return false;

        var inputs = new List<TransactionInput>();
        UInt128 sum = 0;
        foreach (var coin in purse.Largest)
        {
            var cost = order.Fee.For(LengthOf(inputs.Count + 1, 1)) - order.Fee.For(LengthOf(inputs.Count, 1));
            if (coin.Amount <= cost) break;   // it brings nothing, and those after it less
            inputs.Add(new TransactionInput(coin.Output, default));
            sum += coin.Amount;
            if (sum >= order.Amount + order.Fee.For(LengthOf(inputs.Count, 1)))
            {
                payment = Complete(order, inputs, sum);
                return true;
            }
        }

        refusal = Insufficient(purse, order, inputs.Count, sum);
        return false;
    }

    private static int LengthOf(int inputs, int outputs) =>
        FixedLength + inputs * TransactionInput.Length + outputs * TransactionOutput.Length;

    /// <summary>What is left is change, unless the output for it would cost as much: then the miner gets it.</summary>
    private static Payment Complete(PaymentOrder order, List<TransactionInput> inputs, UInt128 sum)
    {
        var left = sum - order.Amount;
        var fee = order.Fee.For(LengthOf(inputs.Count, 2));
        var change = left > fee ? left - fee : 0;

        var outputs = new List<TransactionOutput> { new(order.Amount, order.Recipient) };
        if (change > 0) outputs.Add(new TransactionOutput((ulong)change, order.Change));
        return new Payment(Transaction.Create(inputs, outputs), sum, (ulong)(left - change), (ulong)change);
    }

    private static PaymentRefusal? CheckAmount(ulong amount) => amount switch
    {
        0 => new(PaymentFault.NoAmount, "the amount is zero"),
        > Constants.MaxAmount => new(PaymentFault.AmountTooLarge,
            $"the amount is {Amount.Format(amount)} BLOOM, and the most is {Amount.Format(Constants.MaxAmount)} (rule 3)"),
        _ => null,
    };

    private static PaymentRefusal Insufficient(Purse purse, PaymentOrder order, int inputs, UInt128 sum)
    {
        var needed = order.Amount + order.Fee.For(LengthOf(Math.Max(inputs, 1), 1));
        if (inputs == MaxInputs && purse.Total >= needed)
        {
            return new(PaymentFault.TooManyInputs,
                $"one transaction of {MaxLength} bytes spends at most {MaxInputs} outputs, and the largest hold {Amount.Format(sum)} BLOOM "
                + $"where {Amount.Format(needed)} are needed, the fee included: pay in parts");
        }

        var (count, held) = inputs == MaxInputs ? (purse.Count, purse.Total) : (inputs, sum);
        var dust = count < purse.Count ? $" (beside it, {purse.Count - count} that hold less than spending them costs)" : "";
        var outputs = count == 1 ? "output holds" : "outputs hold";
        return new(PaymentFault.InsufficientFunds,
            $"{count} spendable {outputs} {Amount.Format(held)} BLOOM{dust}, and {Amount.Format(needed)} are needed, the fee included");
    }
}
