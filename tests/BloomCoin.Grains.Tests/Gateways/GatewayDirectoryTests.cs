using BloomCoin.Abstractions.Gateways;
using BloomCoin.Grains.Tests.Support;
using Orleans.Runtime;

namespace BloomCoin.Grains.Tests.Gateways;

/// <summary>The directory in a cluster: the reports are a test's.</summary>
public sealed class GatewayDirectoryTests
{
    [Fact]   // wire-protocol 3, rule 4: the others must know a newcomer's nonce
    public async Task When_a_gateway_comes_the_others_are_told_and_it_is_answered()
    {
        await using var cluster = await ChainCluster.Start(count: 2);
        var directory = cluster.Grains.GetGrain<IGatewayDirectoryGrain>(IGatewayDirectoryGrain.Key);
        var silos = (await cluster.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Keys.ToList();
        var alone = await directory.Report(new GatewayReport(silos[0], 1, [], 0, []));
        Assert.Equal([1UL], alone.Nonces);

        var answer = await directory.Report(new GatewayReport(silos[1], 2, ["203.0.113.7:8333"], 0, []));
        Assert.Equal([1UL, 2UL], answer.Nonces.Order());
        await ChainCluster.Await(() => Task.FromResult(!cluster.Peers.Views.IsEmpty), () => Task.FromResult("the first gateway was not told of the second"));
        var pushed = Assert.Single(cluster.Peers.Views);
        Assert.Equal([1UL, 2UL], pushed.Nonces.Order());
        Assert.Equal(["203.0.113.7:8333"], pushed.Addresses);

        await directory.Report(new GatewayReport(silos[1], 2, ["203.0.113.7:8333"], 5, [new NetworkCount(7, 5)]));
        var later = await directory.Report(new GatewayReport(silos[0], 1, [], 0, []));
        Assert.Equal((5, 2), (later.OtherConnections, later.Gateways));
        Assert.Single(cluster.Peers.Views);   // nobody came or went
    }

    [Fact]   // its network's share must not count connections that are closed
    public async Task A_gateway_that_says_goodbye_is_no_member_and_the_others_are_told()
    {
        await using var cluster = await ChainCluster.Start(count: 2);
        var directory = cluster.Grains.GetGrain<IGatewayDirectoryGrain>(IGatewayDirectoryGrain.Key);
        var silos = (await cluster.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Keys.ToList();
        await directory.Report(new GatewayReport(silos[0], 1, [], 3, []));
        await directory.Report(new GatewayReport(silos[1], 2, [], 9, []));
        await directory.Leave(silos[1]);
        await directory.Leave(silos[1]);   // and nobody minds
        await ChainCluster.Await(
            () => Task.FromResult(cluster.Peers.Views.Any(view => view is { Gateways: 1, OtherConnections: 0 })),
            () => Task.FromResult("the one that stays was not told"));
        var left = await directory.Report(new GatewayReport(silos[0], 1, [], 3, []));
        Assert.Equal([1UL], left.Nonces);
    }

    [Fact]   // its silo is dead
    public async Task A_gateway_whose_silo_died_is_no_member()
    {
        await using var cluster = await ChainCluster.Start(count: 2);
        var directory = cluster.Grains.GetGrain<IGatewayDirectoryGrain>(IGatewayDirectoryGrain.Key);
        await directory.Report(new GatewayReport(cluster.Silo, 1, [], 0, []));
        var holder = await cluster.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(directory);
        var silos = (await cluster.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Keys.ToList();
        var (stays, dies) = (holder!, silos.Single(silo => !silo.Equals(holder)));
        await directory.Report(new GatewayReport(dies, 2, [], 9, []));
        await cluster.Kill(dies);
        await ChainCluster.Await(
            async () => (await directory.Report(new GatewayReport(stays, 3, [], 0, []))).Nonces is [3],
            () => Task.FromResult("the dead gateway is a member"));
    }
}
