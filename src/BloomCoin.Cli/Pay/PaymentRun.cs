using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Client;
using BloomCoin.Client.Connection;
using BloomCoin.Client.Payments;
using BloomCoin.Keys;
using BloomCoin.Keys.Payments;

namespace BloomCoin.Cli.Pay;

/// <summary>One payment: reads what the key owns, builds, signs, sends.</summary>
/// <remarks>
/// Outputs that waiting transactions spend are left alone. A waiting transaction that was not seen, because it came meanwhile or
/// pays too little to be listed, shows as a conflict: then other outputs are tried, a bounded number of times.
/// </remarks>
public sealed class PaymentRun(IBloomClient node, PrivateKey key)
{
    /// <summary>Attempts before the conflict is the answer.</summary>
    public const int Attempts = 4;

    /// <param name="order">What to pay.</param>
    /// <param name="send">False to stop before the node gets it.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<PaymentResult> Run(PaymentOrder order, bool send, CancellationToken cancellation)
    {
        var taken = new HashSet<OutPoint>(await WaitingSpends.Read(node, cancellation));
        for (var attempt = 1; ; attempt++)
        {
            var holdings = await Holdings.Read(node, key.Address, taken, cancellation);
            if (!Payment.TryBuild(holdings.Spendable, order, out var payment, out var refusal))
                return new PaymentResult.Refused(refusal.Reason + Besides(holdings, refusal.Fault));

            var signed = key.Sign(payment.Transaction);
            if (!send) return new PaymentResult.Made(payment, signed);

            if (await Submit(signed, cancellation) is not { } verdict)
                return new PaymentResult.Unknown(signed.Id, cancellation.IsCancellationRequested);
            if (verdict.IsHeld()) return new PaymentResult.Made(payment, signed);
            if (verdict.Outcome != SubmitOutcome.Conflict || attempt == Attempts)
                return new PaymentResult.Refused($"{signed.Id} is refused: {verdict.Explain()}");

            taken.UnionWith(signed.Inputs.Select(input => input.Spends));
        }
    }

    /// <summary>The node's verdict; null when it got the transaction, or may have got it, and no verdict came.</summary>
    private async Task<SubmitVerdict?> Submit(Transaction transaction, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return (await node.Transactions.Submit(TransactionBatch.Of([transaction.Bytes]), cancellation)).Verdicts[0];
        }
        catch (NodeUnreachableException)
        {
            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>What the address owns besides, when that is the answer to "but I have more".</summary>
    private static string Besides(Holdings holdings, PaymentFault fault)
    {
        if (fault != PaymentFault.InsufficientFunds) return "";
        var immature = holdings.Immature > 0
            ? $"; {Amount.Format(holdings.Immature)} BLOOM must mature first: rule 6, {Constants.CoinbaseMaturity} blocks"
            : "";
        var waiting = holdings.Waiting > 0
            ? $"; {Amount.Format(holdings.Waiting)} BLOOM are in outputs that waiting transactions spend"
            : "";
        return immature + waiting;
    }
}
