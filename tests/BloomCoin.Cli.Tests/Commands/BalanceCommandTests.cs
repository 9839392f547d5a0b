using System.Text.Json;
using BloomCoin.Cli.Tests.Fakes;

namespace BloomCoin.Cli.Tests.Commands;

public sealed class BalanceCommandTests : IDisposable
{
    private readonly FakeNode _node = new([.. TestBlocks.Chain(10).Select(block => block.Bytes.ToArray())]);
    private readonly TestApp _app;

    public BalanceCommandTests() => _app = new(_node);

    public void Dispose() => _app.Dispose();

    [Fact]   // rule 6: a coinbase output is spendable at least 7 blocks after its own; the next block has height 10
    public async Task A_balance_tells_what_must_mature()
    {
        var old = _node.Own(TestBlocks.Alice, 500_000_000, height: 3, isCoinbase: true);
        var young = _node.Own(TestBlocks.Alice, 685_410_196, height: 4, isCoinbase: true);
        var paid = _node.Own(TestBlocks.Alice, 1, height: 9);
        Assert.Equal(0, await _app.Run("balance", TestBlocks.Alice.ToString(), "--unspent"));
        Assert.Equal(
            $"""
            address          {TestBlocks.Alice}
            height           9
            total            11.85410197 BLOOM
            spendable        5.00000001 BLOOM
            immature         6.85410196 BLOOM
            outputs          3
            unspent          {old.TxId}:1 5.00000000 BLOOM height 3 coinbase
            unspent          {young.TxId}:1 6.85410196 BLOOM height 4 immature
            unspent          {paid.TxId}:1 0.00000001 BLOOM height 9

            """.ReplaceLineEndings(),
            _app.Output);
    }

    [Fact]
    public async Task An_address_that_was_never_paid_owns_nothing()
    {
        Assert.Equal(0, await _app.Run("balance", TestBlocks.Bob.ToString()));
        Assert.Equal(("0.00000000 BLOOM", "0"), (_app.Fact("total"), _app.Fact("outputs")));
        Assert.Null(_app.Fact("unspent"));
    }

    [Fact]
    public async Task More_outputs_than_fit_a_page_are_all_listed_once()
    {
        for (var i = 0; i < 2500; i++) _node.Own(TestBlocks.Alice, 1);
        await _app.Run("balance", TestBlocks.Alice.ToString(), "--unspent");
        var listed = _app.Output.Split(Environment.NewLine).Where(line => line.StartsWith("unspent", StringComparison.Ordinal)).ToList();
        Assert.Equal((2500, 2500, 3), (listed.Count, listed.Distinct().Count(), _node.Pages.Count));
    }

    [Fact]
    public async Task Json_has_amounts_in_units()
    {
        _node.Own(TestBlocks.Alice, 685_410_196, height: 9, isCoinbase: true);
        await _app.Run("balance", TestBlocks.Alice.ToString(), "--unspent", "--json");
        var json = JsonDocument.Parse(_app.Output).RootElement;
        Assert.Equal((685_410_196, 0), (json.GetProperty("immature").GetInt64(), json.GetProperty("spendable").GetInt64()));
        Assert.True(json.GetProperty("unspent")[0].GetProperty("immature").GetBoolean());
    }

    [Fact]
    public async Task What_is_no_address_exits_2()
    {
        Assert.Equal(2, await _app.Run("balance", "alice"));
        Assert.Equal("bloom: alice is no address: an address is 64 hexadecimal digits (see bloom --help)", _app.Error.TrimEnd());
    }
}
