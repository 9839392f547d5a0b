using BloomCoin.Phases.Kuramoto;
using BloomCoin.Simulation.Mining;

namespace BloomCoin.Simulation.Experiments;

/// <summary>How miners share phases.</summary>
/// <param name="MergeEvery">Rounds between two merges. The protocol's 10 s are 1 000 rounds at the devnet's pace.</param>
/// <param name="Partners">Others whose phases a merge takes in, chosen by chance each time; null: all.</param>
/// <param name="KeepsBloom">Keeps a bloom that is going on from a merge below z_c, as the node does; false: takes every merge.</param>
public sealed record Sharing(int MergeEvery = 500, int? Partners = null, bool KeepsBloom = true);

/// <summary>One line of the experiment.</summary>
/// <param name="Boost">Scales the coupling.</param>
/// <param name="Miners">How many mine.</param>
/// <param name="Sharing">null: each alone, and the first bloom of any counts.</param>
public sealed record Setting(double Boost, int Miners, Sharing? Sharing)
{
    /// <summary>Rounds after which a run counts as not bloomed.</summary>
    public const int MaxRounds = 5_000;

    private KuramotoProfile Profile => new(Boost, FrequencyStd: 0.5, TimeStep: 0.02, MaxRounds);

    /// <summary>In words, for a table.</summary>
    public string Way => this switch
    {
        { Miners: 1 } => "1 alone",
        { Sharing: null } => $"best of {Miners} alone",
        { Sharing: var sharing } => $"{Miners} sharing, every {sharing.MergeEvery}"
            + (sharing.Partners is { } partners ? $", {partners} partners" : "")
            + (sharing.KeepsBloom ? "" : ", always taking"),
    };

    /// <summary>The first bloom of one run; null when there is none.</summary>
    public FirstBloom? Run(int seed, int run)
    {
        if (Sharing is not null)
            return new MinerGroup(Profile, Miners, Sharing, seed, run).Mine();

        FirstBloom? best = null;
        for (var number = 0; number < Miners; number++)
        {
            // Nothing later than the best so far can be first.
            var miner = new SimulatedMiner(Profile, seed, run, number);
            for (var round = 1; round <= (best?.Round ?? MaxRounds); round++)
            {
                if (!miner.Step())
                    continue;
                best = new FirstBloom(round, best?.Round == round ? best.Value.Miners + 1 : 1);
                break;
            }
        }

        return best;
    }
}
