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

    /// <summary>
    /// The block's hash covers what breaks the rule: no other body of that hash can be valid, nor any block on it. Certificates and
    /// signatures are under no hash, so what is wrong with them condemns these bytes only.
    /// </summary>
    public bool CondemnsHash => Fault is Fault.InvalidParent
        or Fault.MissingOutput or Fault.AlreadySpent or Fault.ImmatureCoinbase or Fault.Locked
        or Fault.OutputsExceedInputs or Fault.ExcessiveReward;

    /// <summary>"rule 3: the merkle root is ..., the header says ...".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"rule {(int)Rule}: {Detail}");

    /// <summary>The violation whose detail names numbers; they are formatted the same everywhere.</summary>
    internal static RuleViolation Of(Fault fault, FormattableString detail) =>
        new(fault, detail.ToString(CultureInfo.InvariantCulture));
}
