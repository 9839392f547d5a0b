using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Facts;

/// <summary>Phases as text.</summary>
public static class PhasesText
{
    /// <param name="facts">The phases of a height.</param>
    /// <param name="sheet">Where it goes.</param>
    /// <param name="withPhases">Whether the 63 phases are listed too; the JSON has them always.</param>
    public static void WriteTo(this PhasesFacts facts, FactSheet sheet, bool withPhases)
    {
        sheet.Add("height", $"{facts.Height}");
        sheet.Add("coherence", $"{facts.Coherence}");
        sheet.Add("mean_phase", $"{facts.MeanPhase}");
        sheet.Add("contributors", $"{facts.Contributors}");
        foreach (var contribution in facts.Contributions) contribution.WriteTo(sheet);
        if (!withPhases) return;
        for (var i = 0; i < facts.Phases.Count; i++) sheet.Add("phase", $"{i} {facts.Phases[i]}");
    }

    public static void WriteTo(this ContributionFacts facts, FactSheet sheet) =>
        sheet.Add("contribution", $"{facts.Origin} coherence {facts.Coherence} share {facts.Share} age {facts.Age} s");
}
