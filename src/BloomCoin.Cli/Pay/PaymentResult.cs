using BloomCoin.Chain;
using BloomCoin.Keys.Payments;

namespace BloomCoin.Cli.Pay;

/// <summary>How a payment ended.</summary>
public abstract record PaymentResult
{
    private PaymentResult()
    {
    }

    /// <summary>The transaction is signed, and the node holds it if it was to be sent.</summary>
    /// <param name="Payment">What it pays.</param>
    /// <param name="Transaction">The signed transaction.</param>
    public sealed record Made(Payment Payment, Transaction Transaction) : PaymentResult;

    /// <summary>It could not be built, or the node refused it.</summary>
    /// <param name="Reason">One line for a person.</param>
    public sealed record Refused(string Reason) : PaymentResult;

    /// <summary>The node was given the transaction and did not answer: it may hold it, and paying again may pay twice.</summary>
    /// <param name="Txid">The transaction.</param>
    /// <param name="IsStopped">Whether the user ended the wait.</param>
    public sealed record Unknown(Hash256 Txid, bool IsStopped) : PaymentResult;
}
