namespace BloomCoin.Chain.Rules;

/// <summary>What is checked of a header before its block is downloaded (wire-protocol 5), and rules 4 and 5 of every block.</summary>
public static class HeaderRules
{
    /// <summary>Checks the header that is to follow the window's last; null when it may.</summary>
    /// <remarks>
    /// What only time can heal comes last: a header ahead of the clock that breaks another rule as well is named by that one.
    /// </remarks>
    public static RuleViolation? Check(in BlockHeader header, HeaderWindow parent, ChainParameters parameters, DateTimeOffset now) =>
        CheckLink(header, parent)
        ?? CheckFinite(header)
        ?? CertificateRules.CheckHeaderAlone(header)
        ?? CheckLater(header, parent)
        ?? CheckDifficulty(header, parent, parameters)
        ?? CheckNotAhead(header, now);

    /// <summary>Rule 1's part in a header.</summary>
    internal static RuleViolation? CheckFinite(in BlockHeader header) =>
        float.IsFinite(header.OrderParameter) && float.IsFinite(header.MeanPhase) ? null : RuleViolation.Of(
            Fault.NotFinite, $"the header's order parameter is {header.OrderParameter}, its mean phase {header.MeanPhase}");

    private static RuleViolation? CheckLink(in BlockHeader header, HeaderWindow parent) =>
        header.PrevHash == parent.Hash ? null : RuleViolation.Of(
            Fault.DoesNotLink, $"the parent is {header.PrevHash}, the block at height {parent.Height} is {parent.Hash}");

    private static RuleViolation? CheckLater(in BlockHeader header, HeaderWindow parent) =>
        header.Timestamp > parent.Timestamp ? null : RuleViolation.Of(
            Fault.TimestampNotLater, $"the timestamp is {header.Timestamp}, the parent's {parent.Timestamp}");

    private static RuleViolation? CheckDifficulty(in BlockHeader header, HeaderWindow parent, ChainParameters parameters)
    {
        var expected = parent.NextDifficulty(parameters);
        if (header.Difficulty == expected)
            return null;
        return !CompactTarget.TryDecode(header.Difficulty, out _, out var violation) ? violation : RuleViolation.Of(
            Fault.UnexpectedDifficulty,
            $"the difficulty at height {parent.Height + 1} is 0x{header.Difficulty:x8}, expected 0x{expected:x8}");
    }

    private static RuleViolation? CheckNotAhead(in BlockHeader header, DateTimeOffset now)
    {
        var ahead = header.Timestamp - now.ToUnixTimeSeconds();
        return ahead <= Constants.MaxSecondsAhead ? null : RuleViolation.Of(
            Fault.TimestampTooFarAhead, $"the timestamp is {ahead} s ahead of now, more than {Constants.MaxSecondsAhead}");
    }
}
