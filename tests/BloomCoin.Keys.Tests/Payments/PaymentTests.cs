using BloomCoin.Chain;
using BloomCoin.Keys.Payments;

namespace BloomCoin.Keys.Tests.Payments;

public sealed class PaymentTests
{
    private const ulong Bloom = Constants.UnitsPerBloom;

    [Fact]
    public void The_largest_coins_are_spent_first()
    {
        var coins = new[] { Purses.Coin(2 * Bloom, 1), Purses.Coin(5 * Bloom, 2), Purses.Coin(3 * Bloom, 3) };
        var payment = Build(coins, 7 * Bloom, PaymentFee.Fixed(100));
        Assert.Equal([coins[1].Output, coins[2].Output], payment.Transaction.Inputs.Select(input => input.Spends));
        Assert.Equal((100ul, Bloom - 100), (payment.Fee, payment.Change));
    }

    [Fact]   // 16 fixed bytes, 100 an input, 40 an output
    public void A_fee_rate_counts_the_bytes_of_the_signed_transaction()
    {
        var payment = Build([Purses.Coin(5 * Bloom, 1)], Bloom, PaymentFee.PerByte(3));
        Assert.Equal(196, payment.Transaction.Bytes.Length);
        Assert.Equal(3 * 196ul, payment.Fee);
    }

    [Theory]   // with one output the fee is 156, and another output costs 40
    [InlineData(156, 156, 0), InlineData(157, 157, 0), InlineData(196, 196, 0), InlineData(197, 196, 1)]
    public void Change_that_would_cost_more_than_it_is_goes_to_the_miner(ulong over, ulong fee, ulong change)
    {
        var payment = Build([Purses.Coin(Bloom + over, 1)], Bloom, PaymentFee.PerByte(1));
        Assert.Equal((fee, change), (payment.Fee, payment.Change));
    }

    [Fact]
    public void Too_little_is_refused_with_what_is_there_and_what_is_needed() => AssertRefused(
        PaymentFault.InsufficientFunds,
        "2 spendable outputs hold 5.00000000 BLOOM, and 5.00000001 are needed, the fee included",
        [Purses.Coin(2 * Bloom, 1), Purses.Coin(3 * Bloom, 2)],
        5 * Bloom,
        PaymentFee.Fixed(1));

    [Fact]
    public void Coins_that_cost_more_than_they_hold_are_not_counted() => AssertRefused(
        PaymentFault.InsufficientFunds,
        "1 spendable output holds 1.00000000 BLOOM (beside it, 2 that hold less than spending them costs), "
        + "and 1.00000156 are needed, the fee included",
        [Purses.Coin(Bloom, 1), Purses.Coin(100, 2), Purses.Coin(99, 3)],
        Bloom,
        PaymentFee.PerByte(1));

    [Fact]
    public void An_empty_purse_pays_nothing() => AssertRefused(
        PaymentFault.InsufficientFunds,
        "0 spendable outputs hold 0.00000000 BLOOM, and 0.00000001 are needed, the fee included",
        [],
        1,
        PaymentFee.Fixed(0));

    [Fact]
    public void An_amount_of_nothing_is_refused() =>
        AssertRefused(PaymentFault.NoAmount, "the amount is zero", [Purses.Coin(Bloom, 1)], 0, PaymentFee.Fixed(0));

    [Fact]   // chain-format, rule 3
    public void An_amount_over_21_million_bloom_is_refused() => AssertRefused(
        PaymentFault.AmountTooLarge, "the amount is 21000000.00000001 BLOOM, and the most is 21000000.00000000 (rule 3)",
        [Purses.Coin(Constants.MaxAmount, 1), Purses.Coin(Constants.MaxAmount, 2)], Constants.MaxAmount + 1, PaymentFee.Fixed(0));

    [Fact]   // wire-protocol 2: a TX has at most 100 000 bytes
    public void As_many_inputs_as_fit_a_relayed_transaction_are_spent()
    {
        var payment = Build(Hoard(Payment.MaxInputs), Payment.MaxInputs * 1000ul - 1, PaymentFee.Fixed(0));
        Assert.Equal((999, 1ul), (payment.Transaction.Inputs.Count, payment.Change));
        Assert.InRange(payment.Transaction.Bytes.Length, Payment.MaxLength - 100, Payment.MaxLength);
    }

    [Fact]
    public void One_input_more_than_fits_is_refused() => AssertRefused(
        PaymentFault.TooManyInputs,
        "one transaction of 100000 bytes spends at most 999 outputs, and the largest hold 0.00999000 BLOOM "
        + "where 0.00999001 are needed, the fee included: pay in parts",
        Hoard(Payment.MaxInputs + 1), Payment.MaxInputs * 1000ul + 1, PaymentFee.Fixed(0));

    [Fact]
    public void A_hoard_that_holds_too_little_is_told_so_with_its_whole_sum() => AssertRefused(
        PaymentFault.InsufficientFunds, "1200 spendable outputs hold 0.01200000 BLOOM, and 1.00000000 are needed, the fee included",
        Hoard(1200), Bloom, PaymentFee.Fixed(0));

    [Fact]   // anyone can send dust to an address
    public void A_purse_keeps_the_largest_coins_and_the_sum_of_all()
    {
        var purse = new Purse(Enumerable.Range(1, 5000).Select(i => Purses.Coin((ulong)i, i)));
        Assert.Equal(Enumerable.Range(0, 999).Select(i => 5000ul - (ulong)i), purse.Largest.Select(coin => coin.Amount));
        Assert.Equal((5000L, (UInt128)12_502_500), (purse.Count, purse.Total));
    }

    private static IEnumerable<SpendableCoin> Hoard(int count) => Enumerable.Range(1, count).Select(i => Purses.Coin(1000, i));

    private static Payment Build(IEnumerable<SpendableCoin> coins, ulong amount, PaymentFee fee)
    {
        var order = new PaymentOrder(Purses.Bob, amount, fee, Purses.Alice);
        Assert.True(Payment.TryBuild(new Purse(coins), order, out var payment, out var refusal), refusal?.Reason);
        return payment;
    }

    private static void AssertRefused(PaymentFault fault, string reason, IEnumerable<SpendableCoin> coins, ulong amount, PaymentFee fee)
    {
        Assert.False(Payment.TryBuild(new Purse(coins), new(Purses.Bob, amount, fee, Purses.Alice), out _, out var refusal));
        Assert.Equal(new PaymentRefusal(fault, reason), refusal);
    }
}
