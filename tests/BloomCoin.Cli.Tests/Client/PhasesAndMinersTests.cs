using BloomCoin.Abstractions.Mining;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Cli.Tests.Fakes;

namespace BloomCoin.Cli.Tests.Client;

/// <summary>Every question of the client about phases, miners and the sync, through a real silo and back.</summary>
[Collection(TestSilo.Alone)]
public sealed class PhasesAndMinersTests
{
    private const int Tip = 150;

    private readonly FakeNode _node = new(TestChain.Build(Tip + 1));

    [Fact]
    public async Task What_the_grains_answer_arrives_as_it_was_said()
    {
        _node.Rounds[Tip + 1] = Round(Tip + 1);
        _node.Miners[3] = new(true, Tip + 1, 2, 345, 0.75, 1.5, FakeNode.Phases(9), 7, 8);
        _node.Sync = new SyncStatus(true, "peer:203.0.113.5:8333", Tip, 900, 4);
        await using var silo = await TestSilo.Start(_node);
        await using var connection = await silo.Connect();
        var client = connection.Node;

        var round = await client.Phases.GetRound(null, default);
        Assert.Equal((Tip + 1, 2, 0.875f, 0.5), (round!.Merged.Height, round.Merged.Contributors, round.Merged.Coherence, round.MeanPhase));
        Assert.Equal(_node.Rounds[Tip + 1].Merged.Phases, round.Merged.Phases);
        Assert.Equal(_node.Rounds[Tip + 1].Contributors, round.Contributors);

        var miner = await client.Miners.GetState(3, default);
        Assert.Equal(_node.Miners[3], miner! with { Phases = _node.Miners[3].Phases });
        Assert.Equal(_node.Miners[3].Phases, miner.Phases);
        Assert.False((await client.Miners.GetState(4, default))!.IsMining);
        Assert.Equal(_node.Sync, await client.Sync.GetStatus(default));
    }

    [Fact]   // wire-protocol 4: a PHASE outside [tip - 100, best known header + 1] is ignored, so nothing can be held for it
    public async Task Only_heights_for_which_phases_may_be_held_are_asked()
    {
        int[] outside = [0, Tip - 101, Tip + 3, int.MaxValue], inside = [Tip - 100, Tip, Tip + 1, Tip + 2];
        foreach (var height in outside.Concat(inside)) _node.Rounds[height] = Round(height);
        await using var silo = await TestSilo.Start(_node);
        await using var connection = await silo.Connect();

        foreach (var height in outside) Assert.Null(await connection.Node.Phases.GetRound(height, default));
        foreach (var height in inside) Assert.NotNull(await connection.Node.Phases.GetRound(height, default));
        Assert.Equal(inside, _node.Described);
    }

    [Fact]
    public async Task A_node_whose_silos_host_no_miners_has_none()
    {
        await using var silo = await TestSilo.Start(_node, without: typeof(FakeMinerGrain));
        await using var connection = await silo.Connect();
        Assert.Null(await connection.Node.Miners.GetState(0, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => connection.Node.Miners.GetState(-1, default));
    }

    [Fact]
    public async Task A_node_whose_silos_host_no_phases_holds_none()
    {
        await using var silo = await TestSilo.Start(_node, without: typeof(FakePhaseHeightGrain));
        await using var connection = await silo.Connect();
        Assert.Null(await connection.Node.Phases.GetRound(null, default));
    }

    private static PhaseRound Round(int height) => new(
        new MergedPhases(height, 2, 0.875f, FakeNode.Phases(1000)),
        0.5,
        [
            new PhaseContributor(MinerName.Of(3), 0, 0.9f, 0.5, TimeSpan.FromSeconds(1)),
            new PhaseContributor(null, 4ul << 32 | 0xCB00_0000, 0.85f, 0.5, TimeSpan.FromSeconds(2)),
        ]);
}
