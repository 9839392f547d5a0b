using System.Globalization;
using BloomCoin.Abstractions.Mempool;

namespace BloomCoin.Grains.Mempool;

/// <summary>Why the pool does not hold a transaction that breaks no rule of the chain.</summary>
/// <param name="Outcome">Which bound it met.</param>
/// <param name="Reason">In words, with the numbers.</param>
internal sealed record PoolRefusal(SubmitOutcome Outcome, string Reason)
{
    public static PoolRefusal Of(SubmitOutcome outcome, FormattableString reason) =>
        new(outcome, reason.ToString(CultureInfo.InvariantCulture));
}
