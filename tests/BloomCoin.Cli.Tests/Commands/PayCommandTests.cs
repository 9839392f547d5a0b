using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Cli.Pay;
using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Keys;
using Orleans.Runtime;

namespace BloomCoin.Cli.Tests.Commands;

public sealed class PayCommandTests : IDisposable
{
    private const ulong Bloom = 100_000_000;

    private readonly FakeNode _node = new([.. TestBlocks.Chain(10).Select(block => block.Bytes.ToArray())]);
    private readonly PrivateKey _key = TestBlocks.VectorKey(0);
    private readonly TestApp _app;

    public PayCommandTests()
    {
        _app = new(_node);
        KeyFile.Create(KeyPath, _key);
    }

    private string KeyPath => _app.PathOf("my.key");

    public void Dispose()
    {
        _key.Dispose();
        _app.Dispose();
    }

    [Fact]
    public async Task A_payment_is_built_signed_and_sent()
    {
        var coin = _node.Own(_key.Address, 5 * Bloom);
        Assert.Equal(0, await Pay("1.5"));
        var sent = Assert.Single(_node.Waiting);
        Assert.Equal(coin, Assert.Single(sent.Inputs).Spends);
        Assert.Equal([new(150_000_000, TestBlocks.Bob), new(349_999_804, _key.Address)], sent.Outputs);
        Assert.True(SignatureCheck.Verifies(new SignatureClaim(sent, 0, _key.Address)));
        Assert.Equal(
            $"""
            txid             {sent.Id}
            state            sent
            from             {_key.Address}
            to               {TestBlocks.Bob}
            amount           1.50000000 BLOOM
            fee              0.00000196 BLOOM
            change           3.49999804 BLOOM
            inputs           1
            bytes            196

            """.ReplaceLineEndings(),
            _app.Output);
    }

    [Theory]
    [InlineData("--fee", "1000", "0.00001000 BLOOM")]
    [InlineData("--fee-rate", "7", "0.00001372 BLOOM")]
    [InlineData("--fee", "0", "0.00000000 BLOOM")]
    public async Task The_fee_is_the_one_asked_for(string option, string value, string fee)
    {
        _node.Own(_key.Address, 5 * Bloom);
        Assert.Equal(0, await Pay("1", option, value));
        Assert.Equal(fee, _app.Fact("fee"));
    }

    [Fact]
    public async Task A_dry_run_sends_nothing_and_send_takes_what_it_prints()
    {
        _node.Own(_key.Address, 5 * Bloom);
        Assert.Equal(0, await Pay("1", "--dry-run"));
        Assert.Empty(_node.Submitted);
        Assert.Equal("not sent", _app.Fact("state"));

        Assert.Equal(0, await _app.Run("send", _app.Fact("raw")!));
        Assert.Equal(_app.Fact("txid"), Assert.Single(_node.Waiting).Id.ToString());
    }

    [Fact]   // rule 6: a coinbase output is spendable at least 7 blocks after its own; the next block has height 10
    public async Task Coinbases_that_must_mature_are_not_spent()
    {
        _node.Own(_key.Address, 5 * Bloom, height: 4, isCoinbase: true);
        Assert.Equal(1, await Pay("1", "--fee", "0"));
        AssertError(
            "0 spendable outputs hold 0.00000000 BLOOM, and 1.00000000 are needed, the fee included; "
            + "5.00000000 BLOOM must mature first: rule 6, 7 blocks");

        var mature = _node.Own(_key.Address, 2 * Bloom, height: 3, isCoinbase: true);
        Assert.Equal(0, await Pay("1"));
        Assert.Equal(mature, Assert.Single(Assert.Single(_node.Waiting).Inputs).Spends);
    }

    [Fact]
    public async Task Outputs_that_waiting_transactions_spend_are_not_spent_again()
    {
        _node.Own(_key.Address, 5 * Bloom);
        _node.Own(_key.Address, 4 * Bloom);
        Assert.Equal(0, await Pay("1"));
        Assert.Equal(0, await Pay("1"));
        Assert.Equal(2, _node.Submitted.Count);   // no attempt in vain
        Assert.Equal(1, await Pay("1", "--fee", "0"));
        AssertError(
            "0 spendable outputs hold 0.00000000 BLOOM, and 1.00000000 are needed, the fee included; "
            + "9.00000000 BLOOM are in outputs that waiting transactions spend");
    }

    [Fact]
    public async Task A_conflict_that_could_not_be_seen_leads_to_other_outputs()
    {
        var first = _node.Own(_key.Address, 5 * Bloom);
        var second = _node.Own(_key.Address, 4 * Bloom);
        _node.Unlisted.Add(TestBlocks.Spend(first, 1, TestBlocks.Alice));
        Assert.Equal(0, await Pay("1"));
        Assert.Equal([first, second], _node.Submitted.Select(sent => Assert.Single(sent.Inputs).Spends));
    }

    [Fact]
    public async Task Conflicts_without_end_are_an_answer()
    {
        for (var i = 0; i < 10; i++) _node.Unlisted.Add(TestBlocks.Spend(_node.Own(_key.Address, 5 * Bloom), 1, TestBlocks.Alice));
        Assert.Equal(1, await Pay("1"));
        Assert.Equal(PaymentRun.Attempts, _node.Submitted.Count);
        AssertError($"{_node.Submitted[^1].Id} is refused: it conflicts with a waiting transaction: input 0 is spent by another");
    }

    [Fact]
    public async Task A_refusal_of_the_node_exits_1_with_rule_and_reason()
    {
        _node.Own(_key.Address, 5 * Bloom);
        _node.JudgeTransaction = transaction => new(transaction.Id, SubmitOutcome.Invalid, 6, "the output does not exist");
        Assert.Equal(1, await Pay("1"));
        AssertError($"{Assert.Single(_node.Submitted).Id} is refused: it breaks rule 6: the output does not exist");
    }

    [Fact]
    public async Task A_first_answer_that_was_lost_is_no_refusal()
    {
        _node.Own(_key.Address, 5 * Bloom);
        var answered = false;
        _node.JudgeTransaction = transaction =>
        {
            if (answered) return null;
            answered = true;
            _node.Waiting.Add(transaction);   // it is held, and the answer does not arrive
            throw new SiloUnavailableException("gone");
        };
        using var app = new TestApp(_node);
        _node.RepeatsSubmissions = true;
        Assert.Equal(0, await app.Run("pay", KeyPath, TestBlocks.Bob.ToString(), "1"));
        Assert.Equal("sent", app.Fact("state"));
    }

    [Fact]
    public async Task A_node_that_goes_silent_with_the_payment_is_told_apart_from_one_that_never_got_it()
    {
        _node.Own(_key.Address, 5 * Bloom);
        _node.JudgeTransaction = _ => throw new TimeoutException("late");
        using var app = new TestApp(_node);
        _node.RepeatsSubmissions = true;
        Assert.Equal(2, await app.Run("pay", KeyPath, TestBlocks.Bob.ToString(), "1"));
        var txid = _node.Submitted[0].Id;
        Assert.Equal(
            $"bloom: the node was given {txid} and may hold it: look with bloom mempool before you pay again", app.Error.TrimEnd());
    }

    [Fact]
    public async Task A_payment_that_is_stopped_while_the_node_has_it_says_so()
    {
        _node.Own(_key.Address, 5 * Bloom);
        using var stop = new CancellationTokenSource();
        _node.BeforeSubmit = stop.Cancel;
        Assert.Equal(130, await _app.Run(stop.Token, "pay", KeyPath, TestBlocks.Bob.ToString(), "1"));
        Assert.EndsWith("may hold it: look with bloom mempool before you pay again", _app.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 1, "the amount is zero")]
    [InlineData("21000000.00000001", 1, "the amount is 21000000.00000001 BLOOM, and the most is 21000000.00000000 (rule 3)")]
    [InlineData("1,5", 2, "1,5 is not an amount in BLOOM with up to 8 decimals, as in 1.5 (see bloom --help)")]
    [InlineData("0.000000001", 2, "0.000000001 is not an amount in BLOOM with up to 8 decimals, as in 1.5 (see bloom --help)")]
    public async Task A_wrong_amount_is_told_what_is_right(string amount, int code, string error)
    {
        Assert.Equal(code, await Pay(amount));
        AssertError(error);
    }

    [Theory]
    [InlineData("--fee", "1.5"), InlineData("--fee-rate", "much"), InlineData("--fee", "-1"), InlineData("--fee", "1", "--fee-rate", "1")]
    public async Task A_wrong_fee_exits_2(params string[] fee)
    {
        Assert.Equal(2, await Pay("1", fee));
        Assert.Single(_app.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_key_file_that_is_not_there_or_is_none_exits_2()
    {
        Assert.Equal(2, await _app.Run("pay", _app.PathOf("none.key"), TestBlocks.Bob.ToString(), "1"));
        AssertError($"cannot read {_app.PathOf("none.key")}: there is no such file or directory");
    }

    [Fact]
    public async Task A_key_file_that_others_may_read_exits_2()
    {
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal(2, await Pay("1"));
        AssertError($"cannot use {KeyPath}: others may read or write it; make it yours alone with: chmod 600 {KeyPath}");
    }

    private Task<int> Pay(string amount, params string[] options) =>
        _app.Run(["pay", KeyPath, TestBlocks.Bob.ToString(), amount, .. options]);

    private void AssertError(string line) => Assert.Equal($"bloom: {line}", _app.Error.TrimEnd());
}
