namespace BloomCoin.Phases;

/// <summary>No network prefix (/16, IPv6 /32) outweighs the rest of a merge (wire-protocol 4).</summary>
public static class PrefixShare
{
    /// <summary>Contributors from which on the share is bounded: fewer cannot be diverse.</summary>
    public const int LeastContributors = 8;

    /// <summary>The part of all weight that one prefix may have.</summary>
    public const double Most = 0.25;

    /// <summary>What a prefix's sums are scaled by: min(1, W / 4w) from 8 contributors on, else 1.</summary>
    /// <param name="contributors">Of all prefixes.</param>
    /// <param name="total">W, the sum of all coherences.</param>
    /// <param name="weight">w, the sum of the prefix's coherences.</param>
    public static double Scale(int contributors, double total, double weight) =>
        contributors < LeastContributors || weight <= Most * total ? 1 : Most * total / weight;
}
