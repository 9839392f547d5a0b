using BloomCoin.Abstractions.Phases;

namespace BloomCoin.Client;

/// <summary>Phases of the heights that are worked on.</summary>
public interface IPhasesClient
{
    /// <summary>
    /// What peers and miners have contributed for a height, and their merge. Null when nothing is held, which is so of every height
    /// outside [tip - 100, tip + 2], for which no grain is asked, and where no silo of the node hosts phases.
    /// </summary>
    /// <param name="height">The height of the block that they work on; null for tip + 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<PhaseRound?> GetRound(int? height = null, CancellationToken cancellation = default);
}
