using BloomCoin.Chain;
using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Client.Payments;

namespace BloomCoin.Cli.Tests.Client;

public sealed class WaitingSpendsTests
{
    private readonly FakeNode _node = new([TestBlocks.Genesis.Bytes.ToArray()]);

    [Fact]
    public async Task Nothing_waits_nothing_is_spent() => Assert.Empty(await WaitingSpends.Read(_node, default));

    [Fact]
    public async Task Every_input_of_the_listed_transactions_is_found()
    {
        for (byte i = 0; i < 200; i++) _node.Waiting.Add(TestBlocks.Spend(TestBlocks.Somewhere(i), 1, TestBlocks.Bob));
        var spends = await WaitingSpends.Read(_node, default);
        Assert.Equal(_node.Waiting.Select(transaction => transaction.Inputs[0].Spends).ToHashSet(), spends.ToHashSet());
    }

    [Fact]
    public async Task Long_transactions_are_read_up_to_8_MiB()
    {
        for (byte i = 0; i < 200; i++) _node.Waiting.Add(Long(i));
        var spends = await WaitingSpends.Read(_node, default);
        Assert.InRange(spends.Count / 998, WaitingSpends.MaxBytes / 99_856, WaitingSpends.MaxBytes / 99_856 + 1);   // of 200
    }

    /// <summary>998 inputs: 99 856 bytes.</summary>
    private static Transaction Long(byte seed) => Transaction.Create(
        [.. Enumerable.Range(0, 998).Select(i => new TransactionInput(new OutPoint(DoubleSha256.Of([seed]), (uint)i), default))],
        [new(1, TestBlocks.Bob)]);
}
