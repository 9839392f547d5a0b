using BloomCoin.Chain;
using BloomCoin.Node.Options;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Verbs;

/// <summary><c>bloom</c>'s reading verbs on a node with the reference chain: they say what the public implementation says.</summary>
public sealed class ReadingVerbTests(PostgreSqlServer server)
{
    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Tip_blocks_supply_and_every_balance_are_those_of_the_reference(StorageProvider provider)
    {
        using var store = await NodeStore.Create(provider, server);
        await using var node = await NodeProcess.Start(new NodeSettings(store));
        var (code, line) = await Bloom.Run(node, "import", ReferenceChain.Path);
        Assert.True(code == 0, line);

        await CheckTip(node);
        await CheckBlocks(node);
        foreach (var (address, units) in ReferenceBalances.ByAddress) await CheckBalance(node, address, units);
    }

    private static async Task CheckTip(NodeProcess node)
    {
        var tip = await VerbOutput.Json(node, "tip", "--supply");
        Assert.Equal(ReferenceChain.TipHeight, tip.GetProperty("height").GetInt32());
        Assert.Equal(ReferenceChain.Tip.ToString(), tip.GetProperty("hash").GetString());
        Assert.Equal("mainnet", tip.GetProperty("network").GetString());
        Assert.Equal(ReferenceBalances.Outputs, tip.GetProperty("supply").GetProperty("outputs").GetInt64());
        Assert.Equal(ReferenceBalances.Total, tip.GetProperty("supply").GetProperty("total").GetUInt64());
    }

    private static async Task CheckBlocks(NodeProcess node)
    {
        const int height = 2001;
        var raw = Convert.ToHexStringLower(ReferenceChain.Block(height));
        Assert.Equal((0, raw), await Bloom.Run(node, "block", ReferenceChain.Stated[height].ToString(), "--raw"));
        Assert.Equal((0, raw[..(2 * BlockHeader.Length)]), await Bloom.Run(node, "header", "2001", "--raw"));
        Assert.Equal(ReferenceChain.Stated[height].ToString(), (await VerbOutput.Facts(node, "block", "2001"))["hash"]);
        Assert.Equal((1, "bloom: no block at height 2501: the best chain ends at height 2500"), await Bloom.Run(node, "block", "2501"));
    }

    private static async Task CheckBalance(NodeProcess node, Hash256 address, ulong units)
    {
        var balance = await VerbOutput.Json(node, "balance", address.ToString(), "--unspent");
        var unspent = balance.GetProperty("unspent").EnumerateArray().ToList();
        Assert.Equal(units, balance.GetProperty("total").GetUInt64());
        Assert.Equal(units, unspent.Aggregate(0ul, (sum, output) => sum + output.GetProperty("amount").GetUInt64()));
        Assert.Equal(
            balance.GetProperty("immature").GetUInt64(),
            unspent.Where(output => output.GetProperty("immature").GetBoolean())
                .Aggregate(0ul, (sum, output) => sum + output.GetProperty("amount").GetUInt64()));
    }
}
