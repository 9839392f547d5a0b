using System.Numerics;

namespace BloomCoin.Chain;

/// <summary>The difficulty at heights divisible by 123 (chain-format rule 5).</summary>
public static class Retarget
{
    private const double LeastFactor = 0.25, MostFactor = 4;

    private static readonly BigInteger EasiestTarget =
        CompactTarget.TryDecode(Constants.EasiestDifficulty, out var target, out _) ? target : default;

    /// <summary>How much harder the next target is, in thousandths: clamp((block time / mean interval)^tau, 0.25, 4).</summary>
    /// <param name="blockTime">The network's block time, seconds.</param>
    /// <param name="elapsed">Seconds between the first and the last block of the intervals; timestamps increase, so at least 1.</param>
    /// <param name="intervals">123, or 122 before the first retarget.</param>
    /// <remarks>
    /// Rounded to thousandths, so that machines whose pow differs in the last bit agree: a rational number other than 1 to
    /// the power tau is transcendental, hence never half a thousandth.
    /// </remarks>
    public static int Thousandths(uint blockTime, long elapsed, int intervals)
    {
        var ratio = (double)blockTime * intervals / Math.Max(elapsed, 1);
        return (int)Math.Round(Math.Clamp(Math.Pow(ratio, Constants.Tau), LeastFactor, MostFactor) * 1000);
    }

    /// <summary>The parent's target * 1000 / <paramref name="thousandths"/>, at most the easiest, in compact form.</summary>
    /// <remarks>At least 1: clocks that run too fast for 112 retargets would reach zero, which no block could have.</remarks>
    /// <returns>The easiest difficulty when the parent's is of no target.</returns>
    public static uint Next(uint parentDifficulty, int thousandths)
    {
        if (!CompactTarget.TryDecode(parentDifficulty, out var target, out _))
            return Constants.EasiestDifficulty;
        target = target * 1000 / thousandths;
        return CompactTarget.Encode(BigInteger.Clamp(target, BigInteger.One, EasiestTarget));
    }
}
