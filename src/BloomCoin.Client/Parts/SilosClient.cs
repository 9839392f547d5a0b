using BloomCoin.Abstractions.Peers;
using BloomCoin.Client.Connection;
using Orleans.Runtime;

namespace BloomCoin.Client.Parts;

/// <inheritdoc cref="ISilosClient"/>
internal sealed class SilosClient(IGrainFactory grains, NodeCalls calls) : ISilosClient
{
    private IManagementGrain Management => grains.GetGrain<IManagementGrain>(0);

    public async Task<IReadOnlyList<SiloView>> List(CancellationToken cancellation = default)
    {
        var silos = await calls.Repeat(() => Management.GetDetailedHosts(onlyActive: true), cancellation);
        var views = await Task.WhenAll(silos.Select(silo => View(silo, cancellation)));
        return [.. views.OrderBy(silo => silo.Name, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<GatewayLoad>> ListGateways(CancellationToken cancellation = default) =>
        await calls.Repeat(() => grains.GetGrain<IPeersGrain>(0).GetLoads(), cancellation);

    private async Task<SiloView> View(MembershipEntry silo, CancellationToken cancellation)
    {
        var statistics = await Statistics(silo.SiloAddress, cancellation);
        var machine = statistics?.EnvironmentStatistics;
        return new SiloView(
            silo.SiloName,
            silo.SiloAddress.Endpoint.ToString(),
            new DateTimeOffset(DateTime.SpecifyKind(silo.StartTime, DateTimeKind.Utc)),
            statistics?.ActivationCount,
            machine?.FilteredCpuUsagePercentage / 100,
            machine?.FilteredMemoryUsageBytes);
    }

    /// <summary>Null of a silo that is about to be missed: the others are shown all the same.</summary>
    private async Task<SiloRuntimeStatistics?> Statistics(SiloAddress silo, CancellationToken cancellation)
    {
        try
        {
            return (await Management.GetRuntimeStatistics([silo], cancellation).WaitAsync(cancellation)) is [var one] ? one : null;
        }
        catch (Exception failure) when (NodeCalls.IsTransient(failure))
        {
            return null;
        }
    }
}
