using System.Runtime.CompilerServices;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Abstractions.Events;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Abstractions.Mining;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Client;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>The node as a client has it, in parts.</summary>
internal sealed partial class FakeNode :
    IBloomClient, IChainClient, ILedgerClient, IMempoolClient, ITransactionsClient, IPhasesClient, IMinersClient, IPeersClient,
    IReputationClient, IAddressesClient, ISyncClient, ISilosClient, IEventsClient
{
    /// <summary>What has happened: read to its end, at which nothing is waited for.</summary>
    public List<NodeEvent> Events { get; } = [];

    /// <summary>What its gateways carry.</summary>
    public List<GatewayLoad> Loads { get; } = [new("gateway-1", 3, 1, 1000, 500, 20_000, 10_000)];

    ISilosClient IBloomClient.Silos => this;

    Task<IReadOnlyList<GatewayLoad>> ISilosClient.ListGateways(CancellationToken cancellation) => Answer<IReadOnlyList<GatewayLoad>>(() => [.. Loads], cancellation);

    Task<IReadOnlyList<SiloView>> ISilosClient.List(CancellationToken cancellation) => Answer<IReadOnlyList<SiloView>>(
        () => [new SiloView("compute-1", "10.0.0.1:11111", DateTimeOffset.UnixEpoch, 42, 0.25, 300_000_000), new SiloView("gateway-1", "10.0.0.2:11111", DateTimeOffset.UnixEpoch, null, null, null)],
        cancellation);

    public Task<GatewayLoad[]> GetLoads() => Answer(() => Loads.ToArray(), CancellationToken.None);

    IChainClient IBloomClient.Chain => this;

    ILedgerClient IBloomClient.Ledger => this;

    IMempoolClient IBloomClient.Mempool => this;

    ITransactionsClient IBloomClient.Transactions => RepeatsSubmissions ? new RepeatedSubmissions(this) : this;

    IPhasesClient IBloomClient.Phases => this;

    IMinersClient IBloomClient.Miners => this;

    IPeersClient IBloomClient.Peers => this;

    IReputationClient IBloomClient.Reputation => this;

    IAddressesClient IBloomClient.Addresses => this;

    ISyncClient IBloomClient.Sync => this;

    IEventsClient IBloomClient.Events => this;

    Task<MempoolView> IMempoolClient.List(int count, CancellationToken cancellation) => GetMempool(count, cancellation);

    Task<TransactionAnswer> IMempoolClient.Find(IReadOnlyList<Hash256> txids, int maxBytes, CancellationToken cancellation) =>
        FindTransactions(txids, maxBytes, cancellation);

    Task<PhaseRound?> IPhasesClient.GetRound(int? height, CancellationToken cancellation) => GetPhases(height, cancellation);

    Task<MinerState?> IMinersClient.GetState(int number, CancellationToken cancellation) => GetMiner(number, cancellation);

    Task<PeerList> IPeersClient.List(PeerOrder order, bool descending, int count, CancellationToken cancellation) =>
        GetPeers(order, descending, count, cancellation);

    Task<AddressPage> IAddressesClient.List(int offset, int count, CancellationToken cancellation) => GetAddresses(offset, count, cancellation);

    Task<SyncStatus> ISyncClient.GetStatus(CancellationToken cancellation) => GetSyncStatus(cancellation);

    Task<EventPosition> IEventsClient.GetPosition(CancellationToken cancellation) => Answer(() => new EventPosition(Guid.Empty, Events.Count), cancellation);

    async IAsyncEnumerable<NodeEvent> IEventsClient.Read(EventPosition? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var next = (int)(after?.Sequence ?? Events.Count); next < Events.Count; next++) yield return await Answer(() => Events[next], cancellation);
    }
}
