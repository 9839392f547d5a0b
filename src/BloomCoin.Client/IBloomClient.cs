using BloomCoin.Client.Connection;

namespace BloomCoin.Client;

/// <summary>A node as an application sees it, by what is asked of it. The node may be one process or a cluster; the grains behind this do not differ.</summary>
/// <remarks>
/// Calls that fail because a silo is gone or late are repeated a bounded number of times; then they fail with <see
/// cref="NodeUnreachableException"/>. <see cref="IPeersClient.Connect"/>, <see cref="IPeersClient.Disconnect"/> and <see
/// cref="IReputationClient.Unban"/> are made once: repeated, they would do or say something else. A cancelled call goes on at the
/// node; only the wait for it ends. Everything here may be used from several threads at once.
/// </remarks>
public interface IBloomClient
{
    /// <summary>Blocks and their headers.</summary>
    IChainClient Chain { get; }

    /// <summary>Who owns what.</summary>
    ILedgerClient Ledger { get; }

    /// <summary>What waits for a block.</summary>
    IMempoolClient Mempool { get; }

    /// <summary>Transactions on their way to the node.</summary>
    ITransactionsClient Transactions { get; }

    /// <summary>Phases of the heights that are worked on.</summary>
    IPhasesClient Phases { get; }

    /// <summary>The node's own miners.</summary>
    IMinersClient Miners { get; }

    /// <summary>Who is connected.</summary>
    IPeersClient Peers { get; }

    /// <summary>Who is banned.</summary>
    IReputationClient Reputation { get; }

    /// <summary>Where the node knows other nodes.</summary>
    IAddressesClient Addresses { get; }

    /// <summary>How the node catches up with its peers.</summary>
    ISyncClient Sync { get; }

    /// <summary>Its silos and gateways.</summary>
    ISilosClient Silos { get; }

    /// <summary>What happens at the node, while it happens.</summary>
    IEventsClient Events { get; }
}
