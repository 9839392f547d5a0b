using BloomCoin.Chain;
using BloomCoin.Keys;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Verbs;

/// <summary>A payment's way: from a key file through <c>bloom</c> into a node's mempool, where it outlives the node.</summary>
/// <remarks>That both stores keep what is acknowledged is TransactionTests' matter.</remarks>
public sealed class PaymentVerbTests
{
    [Fact]
    public async Task A_payment_from_a_key_file_waits_in_the_mempool_and_outlives_kill_9()
    {
        using var store = NodeStore.Sqlite();
        var node = await NodeProcess.Start(new NodeSettings(store));
        await using (node)
        {
            var (code, line) = await Bloom.Run(node, "import", ReferenceChain.Path);
            Assert.True(code == 0, line);
            var payer = new Payer(node, Path.Combine(store.Directory, "my.key"));

            var first = await payer.Pay("1.5", "--fee-rate", "2");
            Assert.Equal(("1.50000000 BLOOM", "0.00000392 BLOOM", "1"), (first["amount"], first["fee"], first["inputs"]));
            var second = await payer.Pay("1000", "--fee", "1000");   // many outputs, none of them the first's
            Assert.Equal("0.00001000 BLOOM", second["fee"]);
            await CheckRefusals(node, payer);
            await CheckMempool(node, first["txid"], second["txid"]);
            await node.Kill();
        }

        await using var again = await NodeProcess.Start(new NodeSettings(store), node.Ports);
        await Eventually.True("the mempool is loaded again", async () =>
            (await VerbOutput.Json(again, "mempool")).GetProperty("count").GetInt32() == 3);
    }

    private static async Task CheckRefusals(NodeProcess node, Payer payer)
    {
        var one = (await payer.Pay("1", "--dry-run"))["raw"];
        var other = (await payer.Pay("2", "--dry-run"))["raw"];   // of the same outputs

        var forged = Convert.FromHexString(one);
        forged[8 + 36] ^= 1;   // the first byte of the first signature
        var (code, line) = await Bloom.Run(node, "send", Convert.ToHexStringLower(forged));
        Assert.Equal(1, code);
        Assert.Contains("it breaks rule 6: the signature of input 0", line, StringComparison.Ordinal);

        Assert.Equal("accepted", (await VerbOutput.Facts(node, "send", one))["state"]);
        Assert.Equal("held before", (await VerbOutput.Facts(node, "send", one))["state"]);
        (code, line) = await Bloom.Run(node, "send", other);
        Assert.Equal(1, code);
        Assert.Contains("it conflicts with a waiting transaction", line, StringComparison.Ordinal);

        (code, line) = await payer.Try("3000");
        Assert.Equal(1, code);
        Assert.Contains("3000.0", line, StringComparison.Ordinal);
        Assert.Contains("are in outputs that waiting transactions spend", line, StringComparison.Ordinal);
    }

    private static async Task CheckMempool(NodeProcess node, string first, string second)
    {
        var mempool = await VerbOutput.Json(node, "mempool");
        var fees = mempool.GetProperty("transactions").EnumerateArray()
            .ToDictionary(waiting => waiting.GetProperty("txid").GetString()!, waiting => waiting.GetProperty("fee").GetUInt64());
        Assert.Equal((3, 392ul, 1000ul), (fees.Count, fees[first], fees[second]));
    }
}
