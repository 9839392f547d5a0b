using BloomCoin.Abstractions.Mempool;

namespace BloomCoin.Client;

/// <summary>Verdicts as a client reads them.</summary>
public static class SubmitVerdicts
{
    /// <summary>
    /// Whether the node holds the transaction now. One that it held before counts: the answer to a first attempt may have been
    /// lost.
    /// </summary>
    public static bool IsHeld(this SubmitVerdict verdict) => verdict.Outcome is SubmitOutcome.Accepted or SubmitOutcome.AlreadyHeld;

    /// <summary>Why it is not held: the rule or the mempool's own reason, then the words of the node.</summary>
    public static string Explain(this SubmitVerdict verdict) => verdict.Outcome switch
    {
        SubmitOutcome.Invalid => $"it breaks rule {verdict.Rule}: {verdict.Reason}",
        SubmitOutcome.Conflict => $"it conflicts with a waiting transaction: {verdict.Reason}",
        SubmitOutcome.FeeTooLow => $"its fee is too low: {verdict.Reason}",
        SubmitOutcome.NotRelayed => $"peers would not pass it on: {verdict.Reason}",
        SubmitOutcome.Accepted or SubmitOutcome.AlreadyHeld => "it is held",
        _ => $"{verdict.Outcome}: {verdict.Reason}",
    };
}
