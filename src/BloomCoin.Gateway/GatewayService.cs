using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Gateway.Bans;
using BloomCoin.Gateway.Cluster;
using BloomCoin.Gateway.Outbound;
using BloomCoin.Gateway.Phases;
using BloomCoin.Gateway.Propagation;
using BloomCoin.Gateway.Relay;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace BloomCoin.Gateway;

/// <summary>The grains' way to this silo's sockets. Queues and returns: no call waits for a socket write.</summary>
internal sealed class GatewayService(
    GrainId id,
    Silo silo,
    ILoggerFactory loggers,
    SessionRegistry sessions,
    TipView tip,
    TipAnnouncement announcement,
    TransactionRelay transactions,
    PhaseGossip phases,
    BanView bans,
    DirectoryHeartbeat directory,
    ConnectedPeers connected,
    ManualConnections manual)
    : GrainService(id, silo, loggers), IGatewayService
{
    public Task<HeaderRange> RequestHeaders(Guid connection, int start, int count) => Session(connection).HeaderRequests.Ask(start, count);

    public Task<BlockBatch> RequestBlocks(Guid connection, BlockRequest request) => Session(connection).BlockRequests.Ask(request);

    public Task OnTip(TipNews news)
    {
        tip.MoveTo(news.Headers.End - 1);
        announcement.Send(news);
        return Task.CompletedTask;
    }

    public Task OnTransactions(TransactionNews news)
    {
        transactions.Announcer.Add(news);
        return Task.CompletedTask;
    }

    public Task OnPhases(MergedPhases merged)
    {
        phases.OnCrossing(merged);
        return Task.CompletedTask;
    }

    public Task OnBans(BanNews news)
    {
        bans.Take(news);
        return Task.CompletedTask;
    }

    public Task OnCluster(ClusterView view)
    {
        directory.Take(view);
        return Task.CompletedTask;
    }

    public Task<GatewayPeerList> ListPeers(PeerOrder order, bool descending, int count) => Task.FromResult(connected.List(order, descending, count));

    public Task<GatewayLoad> GetLoad() => Task.FromResult(connected.GetLoad());

    public Task<string> Connect(string host, int port) => manual.Connect(host, port);

    public Task<int> DisconnectAddress(string address) => Task.FromResult(connected.Disconnect(address));

    public Task Disconnect(Guid connection, PeerFault fault, string detail)
    {
        sessions.Find(connection)?.Connection.Close(ReasonOf(fault), detail);
        return Task.CompletedTask;
    }

    private static DisconnectReason ReasonOf(PeerFault fault) => fault switch
    {
        PeerFault.InvalidHeader => DisconnectReason.InvalidHeader,
        PeerFault.InvalidBlock => DisconnectReason.InvalidBlock,
        _ => DisconnectReason.Requested,
    };

    private PeerSession Session(Guid connection) => sessions.Find(connection) is { IsEstablished: true } session
        ? session
        : throw new PeerUnavailableException($"connection {connection} is not here");
}
