using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Cli.Tests.Fakes;

namespace BloomCoin.Cli.Tests.Commands;

public sealed class SendCommandTests : IDisposable
{
    private static readonly Transaction Payment = TestBlocks.Spend(TestBlocks.Somewhere(1), 5, TestBlocks.Alice);
    private static readonly string Hex = Convert.ToHexStringLower(Payment.Bytes.Span);

    private readonly FakeNode _node = new([TestBlocks.Genesis.Bytes.ToArray()]);
    private readonly TestApp _app;

    public SendCommandTests() => _app = new(_node);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Digits_on_the_command_line_are_sent_and_the_txid_is_printed()
    {
        Assert.Equal(0, await _app.Run("send", Hex));
        Assert.Equal($"txid             {Payment.Id}\nstate            accepted\n", _app.Output.ReplaceLineEndings("\n"));
        Assert.Equal(Payment.Bytes.ToArray(), Assert.Single(_node.Submitted).Bytes.ToArray());
    }

    [Fact]
    public async Task A_file_may_hold_bytes_or_digits()
    {
        Assert.Equal(0, await _app.Run("send", _app.FileWith(Payment.Bytes.ToArray())));
        await File.WriteAllTextAsync(_app.PathOf("digits.tx"), Hex[..100] + "\n" + Hex[100..].ToUpperInvariant() + "\r\n");
        Assert.Equal(0, await _app.Run("send", _app.PathOf("digits.tx")));
        Assert.All(_node.Submitted, sent => Assert.Equal(Payment.Id, sent.Id));
        Assert.EndsWith($"held before{Environment.NewLine}", _app.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SubmitOutcome.Invalid, 6, "it breaks rule 6: input 0 is spent already")]
    [InlineData(SubmitOutcome.Conflict, 0, "it conflicts with a waiting transaction: input 0 is spent already")]
    [InlineData(SubmitOutcome.FeeTooLow, 0, "its fee is too low: input 0 is spent already")]
    [InlineData(SubmitOutcome.NotRelayed, 0, "peers would not pass it on: input 0 is spent already")]
    public async Task A_refusal_exits_1_with_rule_and_reason(SubmitOutcome outcome, int rule, string reason)
    {
        _node.JudgeTransaction = transaction => new(transaction.Id, outcome, rule, "input 0 is spent already");
        Assert.Equal(1, await _app.Run("send", Hex));
        Assert.Equal($"bloom: {Payment.Id} is refused: {reason}{Environment.NewLine}", _app.Error);
        Assert.Empty(_app.Output);
    }

    [Fact]
    public async Task Bytes_that_are_no_transaction_are_refused_by_rule_1_without_a_node()
    {
        using var alone = new TestApp(node: null);
        Assert.Equal(1, await alone.Run("send", Hex + "00"));
        Assert.Equal(
            $"bloom: it is no transaction: rule 1: 1 bytes follow a transaction of 156{Environment.NewLine}", alone.Error);
    }

    [Fact]
    public async Task A_file_far_too_long_is_not_read_to_its_end()
    {
        Assert.Equal(1, await _app.Run("send", _app.FileWith(new byte[1_000_000])));
        Assert.EndsWith(
            "has more than 300000 bytes: no transaction that is relayed is so long", _app.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_neither_a_file_nor_digits_exits_2()
    {
        Assert.Equal(2, await _app.Run("send", _app.PathOf("none.tx")));
        Assert.Equal(
            $"bloom: cannot read {_app.PathOf("none.tx")}: there is no such file or directory, and these are no hexadecimal digits",
            _app.Error.TrimEnd());
    }
}
