using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Scenarios;

/// <summary>p2p-anchors, scenario 25: a partition between two nodes of two gateways each, real ones that talk TCP.</summary>
public sealed class TwoHalvesTests : IAsyncLifetime
{
    private const int Shared = 30;

    private static readonly GatewayOptions Options = new() { Listen = "127.0.0.1:0", MaxPeers = 0, BandwidthLimit = 0 };

    private GatewayCluster _first = null!;
    private GatewayCluster _second = null!;

    public async ValueTask InitializeAsync() => (_first, _second) = (await GatewayCluster.Start(Options, Options), await GatewayCluster.Start(Options, Options));

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Theory, InlineData(true), InlineData(false)]   // chain-format, best chain: most work
    public async Task Two_halves_that_extend_each_its_own_branch_heal_and_agree_on_most_work(bool isFirstHeavier)
    {
        await using var here = await HonestWitness.Connect(_first.EndPoint.Port, from: "127.8.0.1");
        await using var there = await HonestWitness.Connect(_second.EndPoint.Port, from: "127.8.0.2");
        await _first.Append(1, Shared);
        await Join();
        await GatewayCluster.Until(async () => (await _second.Chain.GetTip()).Height == Shared, "the halves were never one");

        await Part();
        // After the retarget at 123 fast blocks are the heavier ones: the longer branch is the lighter one.
        var heavy = ReferenceChain.ServedTo(Shared).Extend(200, nonce: 1, withBlocks: true, seconds: 84);
        var longer = ReferenceChain.ServedTo(Shared).Extend(220, nonce: 2, withBlocks: true, seconds: 1000);
        var most = await Extend(isFirstHeavier ? _first : _second, heavy);
        var less = await Extend(isFirstHeavier ? _second : _first, longer);
        Assert.True(most.Work > less.Work && most.Height < less.Height, $"{most} and {less}");

        await Join();
        foreach (var half in new[] { _first, _second })
            await GatewayCluster.Until(async () => (await half.Chain.GetTip()).Hash == heavy.Tip, "the halves do not agree on most work");
        Assert.Equal(await _first.Coins.ReadSupply(), await _second.Coins.ReadSupply());
    }

    /// <summary>The second dials the first's second gateway.</summary>
    private Task<string> Join() => Of(_second).Connect("127.0.0.1", _first.Gateways[1].EndPoint.Port);

    private async Task Part()
    {
        Assert.Equal(1, await Of(_second).Disconnect($"127.0.0.1:{_first.Gateways[1].EndPoint.Port}"));
        await GatewayCluster.Until(() => Task.FromResult(!_first.Gateways[1].Sessions.AllEstablished.Any()), "the halves are still one");
    }

    private static async Task<ChainTip> Extend(GatewayCluster half, ServedChain branch)
    {
        var blocks = new BlockBatchBuilder();
        for (var height = Shared + 1; height <= branch.Height; height++) blocks.Add(branch.BlockAt(height));
        var tip = (await half.Chain.Append(blocks.Build())).Tip;
        Assert.Equal(branch.Tip, tip.Hash);
        return tip;
    }

    private static IPeersGrain Of(GatewayCluster half) => half.Grains.GetGrain<IPeersGrain>(0);
}
