using System.Collections.Concurrent;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Abstractions.Reputation;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace BloomCoin.Grains.Tests.Support;

/// <summary>A gateway without sockets: each connection is a script that answers for its peer.</summary>
internal sealed class ScriptedGateway(GrainId id, Silo silo, ILoggerFactory loggers, ScriptedPeers peers) : GrainService(id, silo, loggers), IGatewayService
{
    private readonly SiloAddress _address = silo.SiloAddress;

    public Task<HeaderRange> RequestHeaders(Guid connection, int start, int count) => peers.Find(connection).Headers(start, count);

    public Task<BlockBatch> RequestBlocks(Guid connection, BlockRequest request) => peers.Find(connection).Blocks(request);

    public Task OnTip(TipNews news)
    {
        peers.Tips.Enqueue(news);
        return Task.CompletedTask;
    }

    public Task OnTransactions(TransactionNews news)
    {
        peers.Transactions.Enqueue(news);
        return Task.CompletedTask;
    }

    public Task OnPhases(MergedPhases merged)
    {
        peers.Phases.Enqueue(merged);
        return Task.CompletedTask;
    }

    public Task OnBans(BanNews news)
    {
        peers.Bans.Enqueue(news);
        return Task.CompletedTask;
    }

    public Task OnCluster(ClusterView view)
    {
        peers.Views.Enqueue(view);
        return Task.CompletedTask;
    }

    public Task<GatewayPeerList> ListPeers(PeerOrder order, bool descending, int count) => _address.Equals(peers.Silent)
        ? Task.FromException<GatewayPeerList>(new TimeoutException("the gateway does not answer"))
        : Task.FromResult(new GatewayPeerList(PeerOrders.First(peers.Listed, order, descending, count), peers.Listed.Count));

    public Task<GatewayLoad> GetLoad() => _address.Equals(peers.Silent)
        ? Task.FromException<GatewayLoad>(new TimeoutException("the gateway does not answer"))
        : Task.FromResult(new GatewayLoad($"{_address}", peers.Listed.Count, 0, 0, 0, 0, 0));

    public Task<string> Connect(string host, int port) => Task.FromResult($"{host}:{port}");

    public Task<int> DisconnectAddress(string address) => Task.FromResult(peers.Listed.RemoveAll(peer => peer.Address == address));

    public Task Disconnect(Guid connection, PeerFault fault, string detail)
    {
        peers.Find(connection).Ended.TrySetResult((fault, detail));
        return Task.CompletedTask;
    }
}

/// <summary>The peers of a test, by connection.</summary>
internal sealed class ScriptedPeers
{
    private readonly ConcurrentDictionary<Guid, ScriptedPeer> _peers = new();

    /// <summary>Every tip that was pushed to the gateway.</summary>
    public ConcurrentQueue<TipNews> Tips { get; } = new();

    /// <summary>Every view of the cluster that was pushed to a gateway.</summary>
    public ConcurrentQueue<ClusterView> Views { get; } = new();

    /// <summary>Every transaction that was pushed to the gateway.</summary>
    public ConcurrentQueue<TransactionNews> Transactions { get; } = new();

    /// <summary>Every merge that was pushed to the gateway.</summary>
    public ConcurrentQueue<MergedPhases> Phases { get; } = new();

    /// <summary>Every change of the bans that was pushed to the gateway.</summary>
    public ConcurrentQueue<BanNews> Bans { get; } = new();

    /// <summary>What each gateway lists.</summary>
    public List<PeerView> Listed { get; } = [];

    /// <summary>The gateway that lists nothing, because it does not answer.</summary>
    public SiloAddress? Silent { get; set; }

    public void Add(ScriptedPeer peer) => _peers[peer.Connection] = peer;

    public ScriptedPeer Find(Guid connection) =>
        _peers.TryGetValue(connection, out var peer) ? peer : throw new PeerUnavailableException("no such connection");
}
