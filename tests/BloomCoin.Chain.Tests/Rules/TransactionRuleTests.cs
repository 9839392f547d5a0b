using BloomCoin.Chain.Rules;
using BloomCoin.Chain.Tests.Vectors;

namespace BloomCoin.Chain.Tests.Rules;

// chain-format rule 3
public sealed class TransactionRuleTests
{
    private static readonly Transaction[] Originals = [.. Mutation.Original.Transactions];

    private static readonly Hash256 Someone = new(Enumerable.Repeat((byte)7, Hash256.Length).ToArray());

    [Fact]
    public void The_header_holds_the_transactions_merkle_root()
    {
        var violation = BlockRules.CheckStructure(Mutation.WithHeader(header => header with { MerkleRoot = Someone }));
        Mutation.AssertBreaks(Fault.MerkleRoot, violation);
        Assert.Equal($"rule 3: the merkle root is {Mutation.Original.Header.MerkleRoot}, the header says {Someone}", violation!.ToString());
    }

    [Fact]
    public void The_order_of_transactions_is_in_the_merkle_root() => AssertBreaks(Fault.MerkleRoot, Block.Create(
        Mutation.Original.Header, Mutation.Original.Certificate, [Originals[0], Originals[2], Originals[1], Originals[3]]));

    [Fact]   // CVE-2012-2459
    public void A_list_that_repeats_its_tail_is_refused_though_its_root_is_the_same()
    {
        var honest = Mutation.WithTransactions(Originals[..3]);
        var repeated = Block.Create(honest.Header, honest.Certificate, [.. Originals[..3], Originals[2]]);

        Assert.Null(BlockRules.CheckStructure(honest));
        Assert.Equal(honest.Hash, repeated.Hash);
        AssertBreaks(Fault.RepeatedTail, repeated);
    }

    [Fact]   // CVE-2012-2459, one level up: 6 transactions, then the last two again
    public void A_repeated_pair_is_refused_as_well()
    {
        Transaction[] six = [.. Originals, .. Enumerable.Range(1, 2).Select(i => Spend((ulong)i))];
        var honest = Mutation.WithTransactions(six);
        var repeated = Block.Create(honest.Header, honest.Certificate, [.. six, .. six[4..]]);

        Assert.Null(BlockRules.CheckStructure(honest));
        AssertBreaks(Fault.RepeatedTail, repeated);
    }

    [Fact]
    public void A_block_without_transactions_is_allowed()
    {
        var empty = Mutation.WithTransactions();
        Assert.True(empty.Header.MerkleRoot.IsZero);
        Assert.Null(BlockRules.CheckStructure(empty));
        Assert.Null(BlockRules.CheckCoinbaseHeight(empty, Mutation.Height));
    }

    [Fact]
    public void The_first_transaction_is_a_coinbase() =>
        AssertBreaks(Fault.MissingCoinbase, Mutation.WithTransactions(Originals[1..]));

    [Fact]
    public void No_other_transaction_is_a_coinbase() => AssertBreaks(
        Fault.ExtraCoinbase, Mutation.WithTransactions([.. Originals, Transaction.CreateCoinbase(Mutation.Height, 1, Someone)]));

    [Theory, InlineData(0), InlineData(Mutation.Height - 1), InlineData(Mutation.Height + 1), InlineData(int.MaxValue)]
    public void The_coinbase_names_the_height_of_its_block(int height)
    {
        var block = Mutation.WithTransactions(Transaction.CreateCoinbase(height, 1, Someone));
        Assert.Null(BlockRules.CheckStructure(block));
        Assert.Null(BlockRules.CheckCoinbaseHeight(block, height));
        Mutation.AssertBreaks(Fault.CoinbaseHeight, BlockRules.CheckCoinbaseHeight(block, Mutation.Height));
    }

    [Fact]
    public void Two_inputs_make_no_coinbase()
    {
        var transaction = Transaction.Create([new(new(default, 1), default), new(new(default, 2), default)], [new(1, Someone)]);
        Assert.False(transaction.IsCoinbase);
    }

    [Fact]
    public void A_transaction_has_an_input()
    {
        var bytes = new byte[16 + TransactionOutput.Length];
        bytes[8] = 1;
        Assert.False(Transaction.TryParse(bytes, out _, out var violation));
        Mutation.AssertBreaks(Fault.NoInputs, violation);
    }

    [Fact]
    public void A_transaction_has_an_output()
    {
        var bytes = new byte[16 + TransactionInput.Length];
        bytes[4] = 1;
        Assert.False(Transaction.TryParse(bytes, out _, out var violation));
        Mutation.AssertBreaks(Fault.NoOutputs, violation);
    }

    [Theory, InlineData(Constants.MaxAmount + 1), InlineData(ulong.MaxValue)]
    public void No_amount_is_over_21_million(ulong amount) =>
        AssertBreaks(Fault.AmountTooLarge, Mutation.WithTransactions([.. Originals, Spend(1, amount)]));

    [Fact]
    public void An_amount_of_21_million_is_accepted() => Assert.Null(TransactionRules.Check(Spend(0, Constants.MaxAmount)));

    [Theory, InlineData(8784, true), InlineData(8785, false)]   // 8784 * 2.1e15 is the last multiple below 2^64
    public void No_sum_of_outputs_overflows_64_bits(int outputs, bool valid)
    {
        var violation = TransactionRules.Check(Spend(Enumerable.Repeat(Constants.MaxAmount, outputs).ToArray()));
        if (valid)
            Assert.Null(violation);
        else
            Mutation.AssertBreaks(Fault.SumOverflows, violation);
    }

    private static Transaction Spend(params ulong[] amounts) =>
        Transaction.Create([new(new(Someone, 3), default)], [.. amounts.Select(amount => new TransactionOutput(amount, Someone))]);

    private static void AssertBreaks(Fault fault, Block block) => Mutation.AssertBreaks(fault, BlockRules.CheckStructure(block));
}
