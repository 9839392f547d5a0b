using System.Runtime.InteropServices;
using BloomCoin.Abstractions.Ledger;
using BloomCoin.Abstractions.Mining;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Chain;
using BloomCoin.Grains.Tests.Mempool;
using BloomCoin.Grains.Tests.Phases;
using BloomCoin.Grains.Tests.Support;

namespace BloomCoin.Grains.Tests.Mining;

/// <summary>A miner among the real grains, on a real store.</summary>
public sealed class MinerGrainTests : IAsyncLifetime
{
    private readonly Owner _owner = new("owner of the blocks");
    private MempoolCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await MempoolCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task It_seals_blocks_that_the_chain_takes_and_that_pay_its_owner()
    {
        var miner = await Mine(0);
        await AwaitHeight(_cluster.Branch.Height + 20);
        await miner.Stop();

        var tip = await _cluster.Chain.GetTip();
        var sealedBlocks = tip.Height - _cluster.Branch.Height;
        var balance = await _cluster.Grains.GetGrain<ILedgerGrain>(0).GetBalance(_owner.Address);
        Assert.Equal((ulong)sealedBlocks * Rewards.First, balance.Total);
        Assert.Equal(sealedBlocks, (await miner.GetState()).Blocks);
        Assert.False((await miner.GetState()).IsMining);
    }

    [Fact]
    public async Task A_block_holds_what_waits_and_takes_its_fees()
    {
        var parent = _cluster.Pay(1, fee: 1000);
        var payments = new[] { parent, _cluster.Miner.Pay(parent, fee: 9000), _cluster.Pay(2, fee: 500) };
        await _cluster.Submit(payments);

        var miner = await Mine(0);
        await AwaitHeight(_cluster.Branch.Height + 1);
        await miner.Stop();

        var found = (await _cluster.Grains.GetGrain<ILedgerGrain>(0).GetBlockAt(_cluster.Branch.Height + 1))!;
        Assert.True(Block.TryParse(found.Bytes, out var block, out _));
        Assert.Equal(payments.Select(one => one.Id).ToHashSet(), block.Transactions.Skip(1).Select(one => one.Id).ToHashSet());
        Assert.Equal(Rewards.First + 10_500, block.Transactions[0].Outputs[0].Amount);
        await _cluster.AwaitHeld();
    }

    [Fact]
    public async Task A_new_tip_starts_it_anew_on_that_tip()
    {
        var rival = _cluster.Branch.ForkAt(_cluster.Branch.Height).Extend(40, nonce: 9);
        var miner = await Mine(0);
        var report = await _cluster.Chain.Append(rival.Batch(_cluster.Branch.Height + 1));
        Assert.Null(report.Refusal);
        await MempoolCluster.Until(
            async () => (await _cluster.Chain.GetTip()).Height > rival.Height && (await miner.GetState()).Height > rival.Height,
            async () => $"the miner is at {await miner.GetState()}");
        Assert.Equal(rival.Tip, BlockHeader.Read((await _cluster.Grains.GetGrain<ILedgerGrain>(0).GetBlockAt(rival.Height + 1))!.Bytes).PrevHash);
    }

    [Fact]   // chain-format, The miner: every gossip round its phases become the merge of its own and its peers'
    public async Task It_contributes_to_its_height_and_takes_the_merge_over()
    {
        var miner = await Mine(0);
        await MempoolCluster.Until(
            async () =>
            {
                // A peer of the height that is worked on, whichever that is by now.
                var height = (await _cluster.Chain.GetTip()).Height + 1;
                await _cluster.Grains.GetGrain<IPhaseMergeGrain>(0).Merge(Contributions.Batch(height, Contributions.Of(1, Contributions.Around(1, 2))));
                return (await miner.GetState()).Merges > 5;
            },
            async () => $"the miner is at {await miner.GetState()}");
    }

    [Fact]
    public async Task Several_miners_of_a_cluster_mine_on_one_chain()
    {
        var miners = new[] { await Mine(0), await Mine(1), await Mine(2) };
        await AwaitHeight(_cluster.Branch.Height + 20);
        foreach (var miner in miners) await miner.Stop();

        var states = await Task.WhenAll(miners.Select(miner => miner.GetState()));
        Assert.Equal((await _cluster.Chain.GetTip()).Height - _cluster.Branch.Height, states.Sum(state => state.Blocks));
        Assert.True(states.Sum(state => state.Merges) > 0);
    }

    [Fact]
    public async Task What_it_says_of_itself_is_what_its_phases_say()
    {
        var miner = await Mine(0);
        MinerState state = null!;
        await MempoolCluster.Until(async () => (state = await miner.GetState()).IsMining, () => Task.FromResult("it does not mine"));
        Assert.Equal(BloomCoin.Phases.OrderParameter.Of(MemoryMarshal.Cast<byte, ushort>(state.Phases)).R, state.Coherence, 1e-3);
        await miner.Stop();
        Assert.Empty((await miner.GetState()).Phases);
    }

    private async Task<IMinerGrain> Mine(int number)
    {
        var miner = _cluster.Grains.GetGrain<IMinerGrain>(MinerName.Of(number));
        await miner.Mine(new MinerOrder(_owner.Address));
        return miner;
    }

    private Task AwaitHeight(int height) => MempoolCluster.Until(
        async () => (await _cluster.Chain.GetTip()).Height >= height, async () => $"the tip is {await _cluster.Chain.GetTip()}, not at {height}");
}
