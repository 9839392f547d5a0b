using BloomCoin.Chain;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Network;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Crash;

/// <summary>kill -9 of real nodes while blocks move. One class a store, so that both run at the same time.</summary>
public abstract class KillTests
{
    private static readonly int Rounds = KillRounds.Or(6);

    /// <summary>A node lags behind the bytes that it was sent: it is killed up to so many milliseconds after them.</summary>
    private const int MostDelay = 120;

    private protected abstract Task<NodeStore> CreateStore();

    [Fact]   // chain-format, Best chain: at any crash the store holds one consistent tip
    public async Task A_node_killed_while_it_syncs_holds_one_consistent_chain_and_goes_on()
    {
        var random = Report.Random();
        using var sourceStore = NodeStore.Sqlite();
        await using var source = await StartWithChain(sourceStore);
        await using var proxy = new CountingProxy(source.Ports.Gateway);

        var store = await CreateStore();
        var ports = NodePorts.Free();
        var (height, midSync, syncs) = (0, 0, 1);
        for (var round = 0; round < Rounds; round++)
        {
            if (height == ReferenceChain.TipHeight)
            {
                store.Dispose();
                (store, height, syncs) = (await CreateStore(), 0, syncs + 1);
            }

            var (bytes, delay) = (random.Next(BytesAbove(height)), TimeSpan.FromMilliseconds(random.Next(MostDelay)));
            ports = await KillAfter(bytes, delay, new NodeSettings(store, Connect: proxy.Address), ports, proxy);
            var reached = await StoreCheck.HoldsPrefix(store);
            Assert.True(reached >= height, $"height {height} was stored, and {reached} is left");
            if (reached < ReferenceChain.TipHeight) midSync++;
            Report.Line($"killed after {bytes} bytes and {delay.TotalMilliseconds} ms: from height {height} to {reached}");
            height = reached;
        }

        Report.Line($"{midSync} of {Rounds} kills landed in mid-sync, {syncs} syncs");
        Assert.True(midSync >= Rounds / 2, $"only {midSync} kills landed in mid-sync");
        await using (var node = await NodeProcess.Start(new NodeSettings(store, Connect: proxy.Address), ports))
            await Bloom.ReachTip(node, ReferenceChain.Tip);
        Assert.Equal(ReferenceChain.TipHeight, await StoreCheck.HoldsPrefix(store));
        store.Dispose();
    }

    [Fact]   // wire-protocol 5: what a lost peer owed is asked for again
    public async Task A_node_whose_peer_is_killed_goes_on_when_the_peer_is_back()
    {
        const int Kills = 2;   // the back-off doubles with each
        var random = Report.Random();
        using var sourceStore = await CreateStore();
        using var store = await CreateStore();
        var source = await StartWithChain(sourceStore);
        await using var proxy = new CountingProxy(source.Ports.Gateway);
        KillAtByte(proxy, source, random);

        await using var node = await NodeProcess.Start(new NodeSettings(store, Connect: proxy.Address));
        for (var kill = 0; kill < Kills; kill++)
        {
            Assert.Equal(ChildProcess.Killed, await source.Process.Exit());
            await source.DisposeAsync();
            Assert.Equal(ReferenceChain.TipHeight, await StoreCheck.HoldsPrefix(sourceStore));
            source = NodeProcess.Launch(new NodeSettings(sourceStore), source.Ports);   // the sync may be over before it has said that it is ready
            if (kill < Kills - 1) KillAtByte(proxy, source, random);
        }

        await Bloom.ReachTip(node, ReferenceChain.Tip);
        await source.DisposeAsync();
        await node.Kill();
        Assert.Equal(ReferenceChain.TipHeight, await StoreCheck.HoldsPrefix(store));
    }

    [Fact]   // bloom import goes on where it was
    public async Task An_import_into_a_node_that_is_killed_is_finished_by_the_same_command()
    {
        var random = Report.Random();
        using var store = await CreateStore();
        var (ports, height) = (NodePorts.Free(), 0);
        for (var kill = 0; kill < 3 && height < ReferenceChain.TipHeight; kill++)
        {
            await using var node = await NodeProcess.Start(new NodeSettings(store), ports);
            await using var import = await ImportUntil(node, Math.Min(height + random.Next(1, 900), ReferenceChain.TipHeight));
            await node.Kill();
            import.Kill();
            (ports, height) = (node.Ports, await StoreCheck.HoldsPrefix(store));
            Report.Line($"killed at height {height}");
        }

        await using (var node = await NodeProcess.Start(new NodeSettings(store), ports)) Assert.Equal((0, true), await Import(node));
        Assert.Equal(ReferenceChain.TipHeight, await StoreCheck.HoldsPrefix(store));
    }

    [Fact]   // bloom import goes on where it was
    public async Task An_import_that_is_killed_is_finished_by_the_same_command()
    {
        var random = Report.Random();
        using var store = await CreateStore();
        await using (var node = await NodeProcess.Start(new NodeSettings(store)))
        {
            await using (var import = await ImportUntil(node, random.Next(1, ReferenceChain.TipHeight))) import.Kill();
            Assert.Equal((0, true), await Import(node));
        }

        Assert.Equal(ReferenceChain.TipHeight, await StoreCheck.HoldsPrefix(store));
    }

    private static async Task<NodeProcess> StartWithChain(NodeStore store)
    {
        var node = await NodeProcess.Start(new NodeSettings(store));
        Assert.Equal((0, true), await Import(node));
        return node;
    }

    private static async Task<(int Code, bool IsAtTip)> Import(NodeProcess node)
    {
        var (code, line) = await Bloom.Run(node, "import", ReferenceChain.Path);
        return (code, line.EndsWith($"tip 2500 {ReferenceChain.Tip}", StringComparison.Ordinal));
    }

    /// <summary>Starts an import, and returns while it runs: as soon as the node has a height.</summary>
    private static async Task<ChildProcess> ImportUntil(NodeProcess node, int height)
    {
        await using var connection = await Bloom.Connect(node);
        var import = Bloom.Launch(node, "import", ReferenceChain.Path);
        await Eventually.True($"height {height} is imported", async () =>
            (await connection.Node.Chain.GetTip(CancellationToken.None)).Height >= height);
        return import;
    }

    /// <summary>What a sync still has to move, at least: headers and blocks above a height.</summary>
    private static int BytesAbove(int height) =>
        ((ReferenceChain.TipHeight - height) * BlockHeader.Length) + ReferenceChain.File.Length - ReferenceChain.EndOf(height);

    private static void KillAtByte(CountingProxy proxy, NodeProcess source, Random random) =>
        proxy.After(random.Next(ReferenceChain.File.Length / 3), source.Process.Kill);

    /// <summary>Starts a node and kills it a moment after the proxy has passed a number of bytes.</summary>
    /// <returns>The ports that the node had, for its next run.</returns>
    private static async Task<NodePorts> KillAfter(long bytes, TimeSpan delay, NodeSettings settings, NodePorts ports, CountingProxy proxy)
    {
        for (var attempt = 0; ; attempt++)
        {
            await using var node = NodeProcess.Launch(settings, ports);
            await using var timer = TimeProvider.System.CreateTimer(
                _ => node.Process.Kill(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            proxy.After(bytes, () => timer.Change(delay, Timeout.InfiniteTimeSpan));
            if (await node.Process.Exit() == ChildProcess.Killed) return ports;
            Assert.True(attempt < 3, node.Process.Everything);
            ports = NodePorts.Free();   // another test took one meanwhile
        }
    }
}
