using BloomCoin.Abstractions.Sync;

namespace BloomCoin.Client.Facts;

/// <summary>How the node catches up with its peers.</summary>
/// <param name="Running">Whether there is work to do.</param>
/// <param name="Height">The best block.</param>
/// <param name="HeaderHeight">The best checked header.</param>
/// <param name="Peers">Peers that could be asked.</param>
public sealed record SyncFacts(bool Running, int Height, int HeaderHeight, int Peers)
{
    public static SyncFacts Of(SyncStatus status) => new(status.IsRunning, status.Height, status.HeaderHeight, status.Peers);
}
