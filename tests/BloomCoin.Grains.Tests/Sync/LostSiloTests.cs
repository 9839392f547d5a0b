using BloomCoin.Abstractions.Peers;
using BloomCoin.Grains.Tests.Support;

namespace BloomCoin.Grains.Tests.Sync;

/// <summary>anchors, scenario 25, on two silos: the one that holds the sync, the writer or the peers' grains dies in the middle.</summary>
public sealed class LostSiloTests : IAsyncLifetime
{
    private static readonly TestBranch Branch = TestBranch.FromGenesis().Extend(3_000, nonce: 1);

    private readonly TaskCompletionSource _isKilled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChainCluster _cluster = null!;
    private int _answers;

    public async ValueTask InitializeAsync() => _cluster = await ChainCluster.Start(count: 2);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task The_silo_of_the_sync_is_killed_in_the_middle_and_the_next_heartbeats_bring_the_chain_to_the_tip()
    {
        var holder = await _cluster.PartSyncFromSockets();
        var peer = new ScriptedPeer("peer:staying", Branch)
        {
            // Two answers before the death of the silo; those that it waits for come after it.
            BeforeBlocks = () => Interlocked.Increment(ref _answers) <= 2 ? Task.CompletedTask : _isKilled.Task,
        };
        await _cluster.Connect(peer, claims: 3_000);
        await ChainCluster.Await(
            async () => Volatile.Read(ref _answers) >= 3 && (await _cluster.Store.ReadTip())!.Height > 0,
            () => Task.FromResult("the sync did not begin"));

        await _cluster.Kill(holder);
        _isKilled.SetResult();
        Assert.NotEqual(Branch.Tip, (await _cluster.Store.ReadTip())!.Hash);
        await ChainCluster.Await(
            async () => await IsHeard(peer) && (await _cluster.Store.ReadTip())!.Hash == Branch.Tip,
            async () => $"the tip is {await _cluster.Store.ReadTip()}",
            withinSeconds: 60);
    }

    /// <summary>A heartbeat of the surviving gateway, which the death of the other silo may cost a few.</summary>
    private async Task<bool> IsHeard(ScriptedPeer peer)
    {
        try
        {
            await _cluster.Announce((peer, 3_000)).WaitAsync(TimeSpan.FromSeconds(2));
            return true;
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return false;
        }
    }
}
