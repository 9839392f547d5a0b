using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Network;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Crash;

/// <summary>kill -9 of real nodes while blocks move. One class a store, so that both run at the same time.</summary>
public abstract class KillTests
{
    private const int Rounds = 20;

    /// <summary>A kill lands within so many bytes: a quarter of the chain, so that one sync is killed several times.</summary>
    private const int Window = 450_000;

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

            var bytes = random.Next(Math.Min(Window, BytesAbove(height)));
            ports = await KillAfter(bytes, new NodeSettings(store, Connect: proxy.Address), ports, proxy);
            var reached = await StoreCheck.HoldsPrefix(store);
            Assert.True(reached >= height, $"height {height} was stored, and {reached} is left");
            if (reached < ReferenceChain.TipHeight) midSync++;
            Report.Line($"killed after {bytes} bytes: from height {height} to {reached}");
            height = reached;
        }

        Report.Line($"{midSync} of {Rounds} kills landed in mid-sync, {syncs} syncs");
        Assert.True(midSync > Rounds / 2, $"only {midSync} kills landed in mid-sync");
        await using (var node = await NodeProcess.Start(new NodeSettings(store, Connect: proxy.Address), ports)) await Bloom.ReachTip(node, ReferenceChain.Tip);
        Assert.Equal(ReferenceChain.TipHeight, await StoreCheck.HoldsPrefix(store));
        store.Dispose();
    }

    [Fact]   // wire-protocol 5: what a lost peer owed is asked for again
    public async Task A_node_whose_peer_is_killed_goes_on_when_the_peer_is_back()
    {
        var random = Report.Random();
        using var sourceStore = await CreateStore();
        using var store = await CreateStore();
        var source = await StartWithChain(sourceStore);
        await using var proxy = new CountingProxy(source.Ports.Gateway);
        KillAtByte(proxy, source, random);

        await using var node = await NodeProcess.Start(new NodeSettings(store, Connect: proxy.Address));
        for (var kill = 0; kill < 3; kill++)
        {
            Assert.Equal(ChildProcess.Killed, await source.Process.Exit());
            await source.DisposeAsync();
            Assert.Equal(ReferenceChain.TipHeight, await StoreCheck.HoldsPrefix(sourceStore));
            source = await NodeProcess.Start(new NodeSettings(sourceStore), source.Ports);
            if (kill < 2) KillAtByte(proxy, source, random);
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
        var ports = NodePorts.Free();
        for (var kill = 0; kill < 3; kill++)
        {
            await using var node = await NodeProcess.Start(new NodeSettings(store), ports);
            await using var proxy = new CountingProxy(node.Ports.Client);
            var bytes = random.Next(600_000 * kill, 600_000 * (kill + 1));
            proxy.After(bytes, node.Process.Kill);
            await using var import = Bloom.Launch(proxy.Address, "import", ReferenceChain.Path);
            Assert.Equal(ChildProcess.Killed, await node.Process.Exit());
            import.Kill();
            ports = node.Ports;
            Report.Line($"killed after {bytes} bytes: at height {await StoreCheck.HoldsPrefix(store)}");
        }

        await FinishImport(store, ports);
    }

    [Fact]   // bloom import goes on where it was
    public async Task An_import_that_is_killed_is_finished_by_the_same_command()
    {
        var random = Report.Random();
        using var store = await CreateStore();
        await using (var node = await NodeProcess.Start(new NodeSettings(store)))
        {
            await using var proxy = new CountingProxy(node.Ports.Client);
            await using var import = ChildProcessKilledAfter(random.Next(100_000, 1_500_000), proxy);
            Assert.Equal(ChildProcess.Killed, await import.Exit());
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

    private static async Task FinishImport(NodeStore store, NodePorts ports)
    {
        await using (var node = await NodeProcess.Start(new NodeSettings(store), ports)) Assert.Equal((0, true), await Import(node));
        Assert.Equal(ReferenceChain.TipHeight, await StoreCheck.HoldsPrefix(store));
    }

    /// <summary>What a sync still has to move, at least: the bodies above a height.</summary>
    private static int BytesAbove(int height) => ReferenceChain.File.Length - ReferenceChain.EndOf(height);

    private static void KillAtByte(CountingProxy proxy, NodeProcess source, Random random) => proxy.After(random.Next(Window), source.Process.Kill);

    /// <returns>The ports that the node had, for its next run.</returns>
    private static async Task<NodePorts> KillAfter(long bytes, NodeSettings settings, NodePorts ports, CountingProxy proxy)
    {
        for (var attempt = 0; ; attempt++)
        {
            await using var node = NodeProcess.Launch(settings, ports);
            proxy.After(bytes, node.Process.Kill);
            if (await node.Process.Exit() == ChildProcess.Killed) return ports;
            Assert.True(attempt < 3, node.Process.Everything);
            ports = NodePorts.Free();   // another test took one meanwhile
        }
    }

    private static ChildProcess ChildProcessKilledAfter(long bytes, CountingProxy proxy)
    {
        var import = Bloom.Launch(proxy.Address, "import", ReferenceChain.Path);
        proxy.After(bytes, import.Kill);
        return import;
    }
}
