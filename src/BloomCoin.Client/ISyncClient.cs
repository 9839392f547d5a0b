using BloomCoin.Abstractions.Sync;

namespace BloomCoin.Client;

/// <summary>How the node catches up with its peers.</summary>
public interface ISyncClient
{
    /// <summary>What the sync with the node's peers is doing.</summary>
    Task<SyncStatus> GetStatus(CancellationToken cancellation = default);
}
