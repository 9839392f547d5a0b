namespace BloomCoin.Chain.Rules;

/// <summary>Rule 2: the certificate shows a bloom of at least 7 rounds above z_c, and the header agrees with its end.</summary>
public static class CertificateRules
{
    private const double LeastCoherence = Constants.CriticalCoherence - Constants.CriticalCoherenceTolerance;

    /// <summary>All of rule 2; null when it holds.</summary>
    public static RuleViolation? Check(Certificate certificate, in BlockHeader header) =>
        CheckRounds(certificate)
        ?? CheckHeaderAlone(header)
        ?? CheckOscillators(certificate, header)
        ?? CheckEnd(certificate, header);

    /// <summary>What rule 2 says of the header alone: checked before its block is downloaded (wire-protocol 5).</summary>
    public static RuleViolation? CheckHeaderAlone(in BlockHeader header)
    {
        if (header.OscillatorCount is < Constants.MinOscillators or > Constants.MaxOscillators)
        {
            return RuleViolation.Of(Fault.OscillatorCount,
                $"a block has {Constants.MinOscillators} to {Constants.MaxOscillators} oscillators, this one {header.OscillatorCount}");
        }
        return header.OrderParameter >= LeastCoherence ? null : RuleViolation.Of(Fault.OrderParameterTooLow,
            $"the order parameter is {header.OrderParameter}, below {Constants.CriticalCoherence}");
    }

    private static RuleViolation? CheckRounds(Certificate certificate)
    {
        var rounds = certificate.Rounds;
        var claimed = (long)certificate.BloomEnd - certificate.BloomStart + 1;
        if (rounds < Constants.RequiredRounds)
            return RuleViolation.Of(Fault.TooFewRounds, $"the bloom has {rounds} rounds, fewer than {Constants.RequiredRounds}");
        if (claimed != rounds)
        {
            return RuleViolation.Of(Fault.RoundsMismatch,
                $"the bloom from {certificate.BloomStart} to {certificate.BloomEnd} has {claimed} rounds, the certificate {rounds}");
        }
        if (certificate.RequiredRounds != Constants.RequiredRounds)
        {
            return RuleViolation.Of(Fault.RequiredRounds,
                $"the certificate requires {certificate.RequiredRounds} rounds, not {Constants.RequiredRounds}");
        }
        return CheckThreshold(certificate);
    }

    private static RuleViolation? CheckThreshold(Certificate certificate)
    {
        var threshold = certificate.Threshold;
        if (!(threshold >= LeastCoherence))
            return RuleViolation.Of(Fault.ThresholdTooLow, $"the threshold is {threshold}, below {Constants.CriticalCoherence}");
        for (var i = 0; i < certificate.Rounds; i++)
        {
            var r = certificate.R(i);
            if (!(r >= threshold))
                return RuleViolation.Of(Fault.RoundBelowThreshold, $"r of round {i} is {r}, below the threshold {threshold}");
        }
        return null;
    }

    private static RuleViolation? CheckOscillators(Certificate certificate, in BlockHeader header) =>
        certificate.OscillatorCount == header.OscillatorCount ? null : RuleViolation.Of(Fault.OscillatorCountMismatch,
            $"the certificate has {certificate.OscillatorCount} oscillators, the header says {header.OscillatorCount}");

    private static RuleViolation? CheckEnd(Certificate certificate, in BlockHeader header)
    {
        double last = certificate.R(certificate.Rounds - 1);
        if (!(Math.Abs(header.OrderParameter - last) <= Constants.CoherenceTolerance))
        {
            return RuleViolation.Of(Fault.OrderParameterMismatch,
                $"the header's order parameter is {header.OrderParameter}, the last round's r {last}");
        }
        var final = OrderParameter.Of(certificate.FinalPhases).R;
        return Math.Abs(final - last) <= Constants.CoherenceTolerance ? null : RuleViolation.Of(Fault.FinalPhasesMismatch,
            $"r of the final phases is {final}, the last round's {last}");
    }
}
