using System.Text.Json;
using BloomCoin.Chain;
using BloomCoin.Cli.Tests.Fakes;

namespace BloomCoin.Cli.Tests.Commands;

public sealed class BlockCommandTests : IDisposable
{
    private static readonly Block[] Chain = TestBlocks.Chain(3);
    private static readonly Transaction Payment = Transaction.Create(
        [new(TestBlocks.Somewhere(1), default), new(TestBlocks.Somewhere(2), default)],
        [new(150_000_000, TestBlocks.Alice), new(1, TestBlocks.Bob)]);
    private static readonly Block Top = TestBlocks.On(Chain[2], 7, Transaction.CreateCoinbase(3, 685_410_196, TestBlocks.Bob), Payment);
    private static readonly Block Side = TestBlocks.On(Chain[1], 99);

    private readonly TestApp _app = new(new FakeNode([.. Chain.Append(Top).Append(Side).Select(block => block.Bytes.ToArray())]));

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_block_by_height_is_shown_fact_by_fact()
    {
        Assert.Equal(0, await _app.Run("block", "3"));
        Assert.Equal(
            $"""
            height           3
            hash             {Top.Hash}
            branch           best
            version          1
            previous         {Chain[2].Hash}
            merkle_root      {default(Hash256)}
            time             2025-01-01T00:03:00Z
            difficulty       0x1d00ffff
            nonce            7
            order_parameter  0.875
            mean_phase       0.5
            oscillators      63
            work             4
            bytes            {Top.Bytes.Length}
            bloom_rounds     0 to 6
            bloom_threshold  0.8660254
            bloom_least_r    {Top.Certificate.R(0)}
            bloom_last_r     {Top.Certificate.R(6)}
            transactions     2
            transaction      {Top.Transactions[0].Id} coinbase
              output         {TestBlocks.Bob} 6.85410196 BLOOM
            transaction      {Payment.Id}
              input          {Payment.Inputs[0].Spends.TxId}:1
              input          {Payment.Inputs[1].Spends.TxId}:2
              output         {TestBlocks.Alice} 1.50000000 BLOOM
              output         {TestBlocks.Bob} 0.00000001 BLOOM

            """.ReplaceLineEndings(),
            _app.Output);
        Assert.Empty(_app.Error);
    }

    [Fact]
    public async Task A_block_by_hash_may_be_of_a_side_branch()
    {
        Assert.Equal(0, await _app.Run("block", Side.Hash.ToString()));
        Assert.Equal(("side", "2", "0"), (_app.Fact("branch"), _app.Fact("height"), _app.Fact("transactions")));
    }

    [Fact]
    public async Task The_raw_block_is_its_bytes_as_digits()
    {
        Assert.Equal(0, await _app.Run("block", "3", "--raw"));
        Assert.Equal(Convert.ToHexStringLower(Top.Bytes.Span) + Environment.NewLine, _app.Output);
    }

    [Fact]
    public async Task The_raw_header_is_its_92_bytes_as_digits()
    {
        Assert.Equal(0, await _app.Run("header", Side.Hash.ToString(), "--raw"));
        Assert.Equal(Convert.ToHexStringLower(Side.Bytes.Span[..92]) + Environment.NewLine, _app.Output);
    }

    [Fact]
    public async Task A_header_is_the_facts_of_the_block_that_are_in_it()
    {
        Assert.Equal(0, await _app.Run("header", "2"));
        var lines = _app.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            [
                "height", "hash", "branch", "version", "previous", "merkle_root", "time", "difficulty", "nonce",
                "order_parameter", "mean_phase", "oscillators",
            ],
            lines.Select(line => line.Split(' ')[0]));
        Assert.Equal(Chain[2].Hash.ToString(), _app.Fact("hash"));
    }

    [Fact]
    public async Task Json_has_amounts_in_units()
    {
        Assert.Equal(0, await _app.Run("block", "3", "--json"));
        var json = JsonDocument.Parse(_app.Output).RootElement;
        Assert.Equal(Top.Hash.ToString(), json.GetProperty("header").GetProperty("hash").GetString());
        Assert.Equal("4", json.GetProperty("work").GetString());
        var payment = json.GetProperty("transactions")[1];
        Assert.Equal(150_000_000, payment.GetProperty("outputs")[0].GetProperty("amount").GetInt64());
        Assert.False(payment.GetProperty("coinbase").GetBoolean());
    }

    [Theory, InlineData("block"), InlineData("header")]
    public async Task A_height_beyond_the_tip_exits_1_with_the_tip(string verb)
    {
        Assert.Equal(1, await _app.Run(verb, "4"));
        Assert.Equal($"bloom: no block at height 4: the best chain ends at height 3{Environment.NewLine}", _app.Error);
    }

    [Theory, InlineData("block"), InlineData("header")]
    public async Task A_hash_that_the_node_does_not_know_exits_1(string verb)
    {
        Assert.Equal(1, await _app.Run(verb, TestBlocks.Alice.ToString()));
        Assert.Equal($"bloom: no block {TestBlocks.Alice}: the node does not know it on any branch{Environment.NewLine}", _app.Error);
    }

    [Theory]
    [InlineData("block", "69fc880fdc9d"), InlineData("header", "-1"), InlineData("block", "99999999999"), InlineData("header", "1.5")]
    public async Task What_is_neither_a_height_nor_a_hash_exits_2(string verb, string name)
    {
        Assert.Equal(2, await _app.Run(verb, name));
        Assert.StartsWith("bloom: ", _app.Error, StringComparison.Ordinal);
        Assert.Single(_app.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_short_hash_is_told_what_a_hash_is()
    {
        await _app.Run("block", "69fc880fdc9d");
        Assert.Equal(
            "bloom: 69fc880fdc9d is neither a height nor a hash of 64 hexadecimal digits (see bloom --help)", _app.Error.TrimEnd());
    }

    [Fact]
    public async Task Raw_and_json_exclude_each_other()
    {
        Assert.Equal(2, await _app.Run("block", "3", "--raw", "--json"));
        Assert.Contains("--raw and --json cannot both be had", _app.Error, StringComparison.Ordinal);
    }
}
