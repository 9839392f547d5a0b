using BloomCoin.Abstractions.Gateways;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Grains.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Services;

namespace BloomCoin.Grains;

/// <summary>The way from a grain to the gateways' sockets.</summary>
internal sealed class GatewayClient(IServiceProvider services, ISiloStatusOracle silos, ISiloMetadataCache metadata) : GrainServiceClient<IGatewayService>(services)
{
    /// <summary>The gateway of one silo.</summary>
    public IGatewayService At(SiloAddress silo) => GetGrainService(silo);

    /// <summary>The gateways of all silos that are alive and known to have one. One that has just joined asks for what it needs.</summary>
    public IEnumerable<IGatewayService> All => silos.GetApproximateSiloStatuses(onlyActive: true).Keys
        .Where(silo => metadata.HasRole(silo, SiloRoles.Gateway))
        .Select(At);

    /// <summary>Tells every gateway of a new tip. One-way: a gateway that misses it hears the next.</summary>
    public void PushTip(TipNews news) => Push(gateway => gateway.OnTip(news));

    /// <summary>Tells every gateway of transactions that peers may want. One-way: peers that miss them ask for the inventory some day.</summary>
    public void PushTransactions(TransactionNews news) => Push(gateway => gateway.OnTransactions(news));

    /// <summary>Tells every gateway of phases that crossed a threshold. One-way: a gateway that misses it gossips at its interval.</summary>
    public void PushPhases(MergedPhases merged) => Push(gateway => gateway.OnPhases(merged));

    /// <summary>Tells every gateway of bans. One-way: a gateway that misses it asks within two seconds.</summary>
    public void PushBans(BanNews news) => Push(gateway => gateway.OnBans(news));

    private void Push(Func<IGatewayService, Task> news)
    {
        foreach (var gateway in All) news(gateway).Ignore();
    }
}
