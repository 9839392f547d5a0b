using System.Globalization;

namespace BloomCoin.Chain.Rules;

/// <summary>The rule that a block, header or transaction breaks, with the numbers that show it.</summary>
/// <param name="Fault">What exactly is wrong.</param>
/// <param name="Detail">Found and expected, for people.</param>
public sealed record RuleViolation(Fault Fault, string Detail)
{
    /// <summary>The rule's number in chain-format.</summary>
    public Rule Rule => (Rule)((int)Fault / 100);

    /// <summary>The same bytes may be valid later, so nobody is punished for them: the parent is missing, or the clock is behind.</summary>
    public bool MayBecomeValid => Fault is Fault.DoesNotLink or Fault.TimestampTooFarAhead;

    /// <summary>"rule 3: the merkle root is ..., the header says ...".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"rule {(int)Rule}: {Detail}");

    /// <summary>The violation whose detail names numbers; they are formatted the same everywhere.</summary>
    internal static RuleViolation Of(Fault fault, FormattableString detail) =>
        new(fault, detail.ToString(CultureInfo.InvariantCulture));
}
