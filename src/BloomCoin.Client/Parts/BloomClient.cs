using BloomCoin.Client.Connection;

namespace BloomCoin.Client.Parts;

/// <inheritdoc cref="IBloomClient"/>
internal sealed class BloomClient(IGrainFactory grains, NodeCalls calls, TimeProvider time) : IBloomClient
{
    public IChainClient Chain { get; } = new ChainClient(grains, calls);

    public ILedgerClient Ledger { get; } = new LedgerClient(grains, calls);

    public IMempoolClient Mempool { get; } = new MempoolClient(grains, calls);

    public ITransactionsClient Transactions { get; } = new TransactionsClient(grains, calls);

    public IPhasesClient Phases { get; } = new PhasesClient(grains, calls);

    public IMinersClient Miners { get; } = new MinersClient(grains, calls);

    public IPeersClient Peers { get; } = new PeersClient(grains, calls);

    public IReputationClient Reputation { get; } = new ReputationClient(grains, calls);

    public IAddressesClient Addresses { get; } = new AddressesClient(grains, calls);

    public ISyncClient Sync { get; } = new SyncClient(grains, calls);

    public ISilosClient Silos { get; } = new SilosClient(grains, calls);

    public IEventsClient Events { get; } = new EventsClient(grains, calls, time);
}
