using BloomCoin.Abstractions.Mining;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Abstractions.Sync;

namespace BloomCoin.Cli.Tests.Fakes;

internal sealed class FakePhaseHeightGrain(FakeNode node) : Grain, IPhaseHeightGrain
{
    public Task<PhaseRound?> Describe()
    {
        var height = (int)this.GetPrimaryKeyLong();
        lock (node.Described) node.Described.Add(height);
        return node.GetPhases(height, CancellationToken.None);
    }

    public Task<MergedPhases> Contribute(PhaseBatch valid) => throw new NotSupportedException();

    public Task<MergedPhases> ContributeOwn(string miner, float coherence, byte[] phases) => throw new NotSupportedException();

    public Task<MergedPhases?> GetMerged() => throw new NotSupportedException();
}

internal sealed class FakeMinerGrain(FakeNode node) : Grain, IMinerGrain
{
    public async Task<MinerState> GetState()
    {
        var name = this.GetPrimaryKeyString();
        var number = Enumerable.Range(0, 100).Single(number => MinerName.Of(number) == name);
        return (await node.GetMiner(number, CancellationToken.None))!;
    }

    public Task Mine(MinerOrder order) => throw new NotSupportedException();

    public Task Stop() => throw new NotSupportedException();

    public Task OnMerged(MergedPhases merged) => throw new NotSupportedException();
}

internal sealed class FakeSyncGrain(FakeNode node) : Grain, ISyncGrain
{
    public Task<SyncStatus> GetStatus() => node.GetSyncStatus(CancellationToken.None);

    public Task<int> Announce(GatewayPeers peers) => throw new NotSupportedException();
}
