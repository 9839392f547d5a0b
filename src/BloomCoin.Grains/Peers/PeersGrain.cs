using BloomCoin.Abstractions.Gateways;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace BloomCoin.Grains.Peers;

/// <inheritdoc cref="IPeersGrain"/>
[StatelessWorker]
internal sealed class PeersGrain(GatewayClient gateways, ILogger<PeersGrain> log) : Grain, IPeersGrain
{
    public async Task<PeerList> List(PeerOrder order, bool descending, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, IPeersGrain.Limit);
        var (byGateway, largest) = order == PeerOrder.Score ? (PeerOrder.Age, true) : (order, descending);   // gateways know no scores
        var answers = await Ask(gateway => gateway.ListPeers(byGateway, largest, count));
        var peers = answers.OfType<GatewayPeerList>().ToList();
        var candidates = PeerOrders.First(peers.SelectMany(answer => answer.Peers), byGateway, largest, count);
        var scored = await Task.WhenAll(candidates.Select(Scored));
        return new PeerList(PeerOrders.First(scored, order, descending, count), peers.Sum(answer => answer.Total), answers.Count(answer => answer is null));
    }

    public async Task<GatewayLoad[]> GetLoads() =>
        [.. (await Ask(gateway => gateway.GetLoad())).OfType<GatewayLoad>().OrderBy(load => load.Gateway, StringComparer.Ordinal)];

    public async Task<string> Connect(string host, int port)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        var all = gateways.All.ToList();
        if (all.Count == 0) throw new PeerUnavailableException("no gateway is there to dial");
        return await all[(int)((uint)host.GetHashCode(StringComparison.Ordinal) % (uint)all.Count)].Connect(host, port);
    }

    public async Task<int> Disconnect(string address) => (await Ask(gateway => gateway.DisconnectAddress(address))).Sum();

    /// <summary>What each gateway answers; nothing for one that does not.</summary>
    private async Task<T?[]> Ask<T>(Func<IGatewayService, Task<T>> question) => await Task.WhenAll(gateways.All.Select(async gateway =>
        {
            try
            {
                return await question(gateway);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                log.GatewaySilent(exception);
                return default;
            }
        }));

    private async Task<PeerView> Scored(PeerView peer)
    {
        if (!PeerAddress.TryParseAccount(peer.Address, out var account)) return peer;
        var reputation = await GrainFactory.GetGrain<IReputationGrain>(PeerAddress.ReputationKeyOf(account)).GetReputation();
        return peer with { Score = reputation.Score };
    }
}
