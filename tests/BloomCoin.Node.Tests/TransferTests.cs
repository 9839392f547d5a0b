using BloomCoin.Chain;
using BloomCoin.Node.Options;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Node.Tests.Verbs;

namespace BloomCoin.Node.Tests;

/// <summary>A chain's way through two nodes: from a file into one, over TCP to the other, and back into a file.</summary>
public sealed class TransferTests(PostgreSqlServer server)
{
    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task An_imported_chain_syncs_to_a_second_node_and_is_exported_byte_for_byte(StorageProvider provider)
    {
        using var firstStore = await NodeStore.Create(provider, server);
        using var secondStore = await NodeStore.Create(provider, server);
        await using var first = await NodeProcess.Start(new NodeSettings(firstStore));
        await Import(first);

        await using var second = await NodeProcess.Start(new NodeSettings(secondStore, Connect: first.Ports.GatewayAddress));
        await Sync(second);
        await CheckStatedHashes(second);
        await CheckOutputs(first);
        await CheckOutputs(second);
        await Export(second, Path.Combine(secondStore.Directory, "exported.blocks"));

        await first.Kill();
        await second.Kill();
        Assert.Equal(ReferenceChain.TipHeight, await StoreCheck.HoldsPrefix(firstStore));
        Assert.Equal(ReferenceChain.TipHeight, await StoreCheck.HoldsPrefix(secondStore));
        foreach (var (store, ports) in new[] { (firstStore, first.Ports), (secondStore, second.Ports) })
        {
            await using var again = await NodeProcess.Start(new NodeSettings(store), ports);
            Report.Line($"ready after kill -9 and {again.StartupTime.TotalSeconds:0.00} s");
            await Bloom.ReachTip(again, ReferenceChain.Tip);
        }
    }

    private static async Task Import(NodeProcess node)
    {
        Report.Line($"ready after {node.StartupTime.TotalSeconds:0.00} s");
        var start = TimeProvider.System.GetTimestamp();
        var (code, line) = await Bloom.RunProcess(node, "import", ReferenceChain.Path);
        Assert.Equal($"imported 2500 blocks, tip 2500 {ReferenceChain.Tip}", line);   // the node has the genesis block already
        Assert.Equal(0, code);
        Report.Line($"bloom import: {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.00} s, its start and connection included");
    }

    private static async Task Sync(NodeProcess node)
    {
        var started = await node.Process.Line("Syncing from");
        var ended = await node.Process.Line("ended at height 2500");
        var seconds = (LoggedAt(ended) - LoggedAt(started)).TotalSeconds;
        Report.Line($"sync: {seconds:0.00} s, {ReferenceChain.TipHeight / seconds:0} blocks/s");
        await Bloom.ReachTip(node, ReferenceChain.Tip);
    }

    private static async Task CheckStatedHashes(NodeProcess node)
    {
        await using var connection = await Bloom.Connect(node);
        foreach (var (height, hash) in ReferenceChain.Stated)
        {
            var headers = await connection.Node.Chain.GetHeaders(height, 1, CancellationToken.None);
            Assert.Equal(hash, BlockHeader.HashOf(headers[0]));
        }
    }

    /// <summary>Unspent count, total and every balance, as the public implementation states them.</summary>
    private static async Task CheckOutputs(NodeProcess node)
    {
        await using var connection = await Bloom.Connect(node);
        var supply = await connection.Node.Ledger.GetSupply(CancellationToken.None);
        Assert.Equal((ReferenceChain.TipHeight, ReferenceBalances.Outputs, ReferenceBalances.Total), (supply.Height, supply.Outputs, supply.Total));
        foreach (var (address, units) in ReferenceBalances.ByAddress)
            Assert.Equal(units, (await connection.Node.Ledger.GetBalance(address, CancellationToken.None)).Total);
    }

    private static async Task Export(NodeProcess node, string path)
    {
        var start = TimeProvider.System.GetTimestamp();
        var (code, line) = await Bloom.RunProcess(node, "export", path);
        Assert.True(code == 0, line);
        Report.Line($"bloom export: {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.00} s, its start and connection included");
        var exported = await File.ReadAllBytesAsync(path);
        Assert.True(ReferenceChain.File.AsSpan().SequenceEqual(exported), "the exported file is not the reference file");
    }

    /// <summary>The time that begins every line of the node's log.</summary>
    private static DateTimeOffset LoggedAt(string line) =>
        DateTimeOffset.Parse(line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal)),
            System.Globalization.CultureInfo.InvariantCulture);
}
