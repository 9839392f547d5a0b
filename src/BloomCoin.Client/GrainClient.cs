using BloomCoin.Abstractions.Addresses;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Ledger;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Abstractions.Mining;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;

namespace BloomCoin.Client;

/// <summary>The node's grains, called directly. A cancelled call goes on at the node; only the wait for it ends.</summary>
internal sealed class GrainClient(IGrainFactory grains) : IBloomClient
{
    /// <summary>
    /// Heights around the tip whose phases a node may hold (wire-protocol 4); one more above, because the tip moves meanwhile.
    /// </summary>
    private const int HeightsBelowTip = 100, HeightsAboveTip = 2;

    private IChainGrain Chain => grains.GetGrain<IChainGrain>(0);

    private ILedgerGrain Ledger => grains.GetGrain<ILedgerGrain>(0);

    private IMempoolGrain Mempool => grains.GetGrain<IMempoolGrain>(0);

    private IPeersGrain Peers => grains.GetGrain<IPeersGrain>(0);

    public Task<ChainIdentity> GetIdentity(CancellationToken cancellation) => Chain.GetIdentity().WaitAsync(cancellation);

    public Task<ChainTip> GetTip(CancellationToken cancellation) => Chain.GetTip().WaitAsync(cancellation);

    public Task<AppendReport> Append(BlockBatch blocks, CancellationToken cancellation) => Chain.Append(blocks).WaitAsync(cancellation);

    public Task<HeaderRange> GetHeaders(int start, int count, CancellationToken cancellation) =>
        grains.GetGrain<IChainSegmentGrain>(start / IChainSegmentGrain.Heights).GetHeaders(start, count).WaitAsync(cancellation);

    public Task<BlockAnswer> GetBlocks(IReadOnlyList<Hash256> hashes, int maxBytes, CancellationToken cancellation) =>
        grains.GetGrain<IBlockReaderGrain>(0).Read(BlockRequest.For(hashes, maxBytes)).WaitAsync(cancellation);

    public Task<FoundBlock?> FindBlock(Hash256 hash, CancellationToken cancellation) => Ledger.FindBlock(hash).WaitAsync(cancellation);

    public Task<FoundBlock?> GetBlockAt(int height, CancellationToken cancellation) => Ledger.GetBlockAt(height).WaitAsync(cancellation);

    public Task<Balance> GetBalance(Hash256 address, CancellationToken cancellation) => Ledger.GetBalance(address).WaitAsync(cancellation);

    public Task<Unspent[]> GetUnspent(Hash256 address, OutPoint? after, int count, CancellationToken cancellation) =>
        Ledger.GetUnspent(address, after, count).WaitAsync(cancellation);

    public Task<Supply> GetSupply(CancellationToken cancellation) => Ledger.GetSupply().WaitAsync(cancellation);

    public Task<SubmitReport> Submit(TransactionBatch transactions, CancellationToken cancellation) =>
        Mempool.Submit(transactions, source: null).WaitAsync(cancellation);

    public Task<MempoolView> GetMempool(int count, CancellationToken cancellation) => Mempool.List(count).WaitAsync(cancellation);

    public Task<TransactionAnswer> FindTransactions(IReadOnlyList<Hash256> txids, int maxBytes, CancellationToken cancellation)
    {
        var blob = new byte[txids.Count * Hash256.Length];
        for (var i = 0; i < txids.Count; i++) txids[i].CopyTo(blob.AsSpan(i * Hash256.Length));
        return Mempool.Find(blob, maxBytes).WaitAsync(cancellation);
    }

    public async Task<PhaseRound?> GetPhases(int? height, CancellationToken cancellation)
    {
        var tip = (await GetTip(cancellation)).Height;
        var wanted = height ?? tip + 1;

        // A question would call the height's grain to life, only to say that it holds nothing.
        if (wanted < tip - HeightsBelowTip || wanted > tip + HeightsAboveTip) return null;
        var phases = Hosted(() => grains.GetGrain<IPhaseHeightGrain>(wanted));
        return phases is null ? null : await phases.Describe().WaitAsync(cancellation);
    }

    public async Task<MinerState?> GetMiner(int number, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var miner = Hosted(() => grains.GetGrain<IMinerGrain>(MinerName.Of(number)));
        return miner is null ? null : await miner.GetState().WaitAsync(cancellation);
    }

    public Task<AddressPage> GetAddresses(int offset, int count, CancellationToken cancellation) =>
        grains.GetGrain<IAddressBookGrain>(IAddressBookGrain.Key).List(offset, count).WaitAsync(cancellation);

    public Task<PeerList> GetPeers(PeerOrder order, bool descending, int count, CancellationToken cancellation) =>
        Peers.List(order, descending, count).WaitAsync(cancellation);

    public Task<string> Connect(string host, int port, CancellationToken cancellation) => Peers.Connect(host, port).WaitAsync(cancellation);

    public Task<int> Disconnect(string address, CancellationToken cancellation) => Peers.Disconnect(address).WaitAsync(cancellation);

    public Task<AddressBan[]> GetBans(int offset, int count, CancellationToken cancellation) =>
        grains.GetGrain<IBanListGrain>(IBanListGrain.Key).List(offset, count).WaitAsync(cancellation);

    public async Task<AddressReputation> Ban(string address, TimeSpan length, string reason, CancellationToken cancellation)
    {
        var reputation = Reputation(address);
        await reputation.Ban(length, reason).WaitAsync(cancellation);
        return await reputation.GetReputation().WaitAsync(cancellation);
    }

    public Task<bool> Unban(string address, CancellationToken cancellation) => Reputation(address).Unban().WaitAsync(cancellation);

    public Task<SyncStatus> GetSyncStatus(CancellationToken cancellation) =>
        grains.GetGrain<ISyncGrain>(0).GetStatus().WaitAsync(cancellation);

    private IReputationGrain Reputation(string address) => grains.GetGrain<IReputationGrain>(PeerAddress.ReputationKeyOf(address));

    /// <summary>Null when no silo of the cluster has the grain's class: Orleans says so with this exception, before any call.</summary>
    private static T? Hosted<T>(Func<T> find)
        where T : class, IGrain
    {
        try
        {
            return find();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
