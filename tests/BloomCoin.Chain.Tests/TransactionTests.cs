using BloomCoin.Chain.Tests.Vectors;

namespace BloomCoin.Chain.Tests;

// chain-format, Transaction and Coinbase
public sealed class TransactionTests
{
    private static readonly Hash256 Someone = new(Enumerable.Repeat((byte)9, Hash256.Length).ToArray());

    [Fact]
    public void A_coinbase_has_one_zero_input_with_the_height_and_free_bytes()
    {
        var coinbase = Transaction.CreateCoinbase(77, Rewards.At(77), Someone, "bloom"u8);

        Assert.True(coinbase.IsCoinbase);
        Assert.Equal(new OutPoint(default, 77), Assert.Single(coinbase.Inputs).Spends);
        Assert.Equal("bloom"u8, coinbase.Inputs[0].Signature.Span[..5]);
        Assert.Equal(new TransactionOutput(685_410_196, Someone), Assert.Single(coinbase.Outputs));
    }

    [Fact]
    public void The_reference_chains_coinbases_are_written_the_same_way()
    {
        var original = ReferenceChain.At(1).Transactions[0];
        var output = original.Outputs[0];
        Assert.Equal(original.Id, Transaction.CreateCoinbase(1, output.Amount, output.Address).Id);
    }

    [Fact]
    public void Free_bytes_beyond_64_do_not_fit() =>
        Assert.Throws<ArgumentException>(() => Transaction.CreateCoinbase(1, 1, Someone, new byte[65]));

    [Fact]
    public void A_transaction_without_inputs_or_outputs_cannot_be_written()
    {
        Assert.Throws<ArgumentException>(() => Transaction.Create([], [new(1, Someone)]));
        Assert.Throws<ArgumentException>(() => Transaction.Create([new(default, default)], []));
    }

    [Theory, InlineData(1), InlineData(63), InlineData(65)]
    public void A_signature_has_64_bytes(int length) => Assert.Throws<ArgumentException>(
        () => Transaction.Create([new(default, new byte[length])], [new(1, Someone)]));

    [Theory, InlineData(1), InlineData(30), InlineData(3000)]   // small ones are hashed on the stack, large ones in a rented array
    public void The_txid_is_the_double_hash_of_the_signing_bytes(int outputs)
    {
        var transaction = Transaction.Create(
            [new(new(Someone, 1), default)], [.. Enumerable.Range(0, outputs).Select(i => new TransactionOutput((ulong)i, Someone))]);
        Assert.Equal(DoubleSha256.Of(transaction.GetSigningBytes()), transaction.Id);
        Assert.Equal(transaction.SigningLength, transaction.GetSigningBytes().Length);
    }

    [Fact]
    public void All_rewards_together_stay_below_21_million_BLOOM()
    {
        ulong sum = 0;
        for (var halving = 0; halving < 64; halving++)
            sum += Rewards.At(halving * Rewards.HalvingInterval) * Rewards.HalvingInterval;
        Assert.InRange(sum, Rewards.First * Rewards.HalvingInterval, Constants.MaxAmount);
    }

    [Fact]
    public void A_reward_halves_every_15127_blocks_until_nothing_is_left()
    {
        for (var halving = 1; halving < 70; halving++)
        {
            var at = halving * Rewards.HalvingInterval;
            Assert.Equal(Rewards.At(at - 1) / 2, Rewards.At(at));
            Assert.Equal(Rewards.At(at), Rewards.At(at + Rewards.HalvingInterval - 1));
        }
        Assert.Equal(0UL, Rewards.At(int.MaxValue));
    }

    [Fact]
    public void The_constants_are_the_pages_formulas()
    {
        Assert.Equal(Constants.Phi, (1 + Math.Sqrt(5)) / 2);
        Assert.Equal(Constants.CriticalCoherence, Math.Sqrt(3) / 2, 1e-15);
        Assert.Equal(Rewards.First, (ulong)Math.Floor(Math.Pow(Constants.Phi, 4) * Constants.UnitsPerBloom));
        Assert.Equal((uint)Constants.DifficultyInterval, Lucas.At(10));
        Assert.Equal((uint)Rewards.HalvingInterval, Lucas.At(20));
        Assert.Equal((uint)Constants.RequiredRounds, Lucas.At(4));
    }
}
