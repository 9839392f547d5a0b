using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Keys.Payments;
using CsCheck;

namespace BloomCoin.Keys.Tests.Payments;

public sealed class PaymentPropertyTests
{
    [Fact]
    public void Inputs_are_the_amount_the_fee_and_the_change() => Built((coins, order, payment) =>
    {
        var amounts = coins.ToDictionary(coin => coin.Output, coin => coin.Amount);
        var inputs = payment.Transaction.Inputs.Aggregate((UInt128)0, (sum, input) => sum + amounts[input.Spends]);
        Assert.Equal(payment.Inputs, inputs);
        Assert.Equal(inputs, (UInt128)order.Amount + payment.Fee + payment.Change);
        Assert.Equal(payment.Transaction.Inputs.Count, payment.Transaction.Inputs.DistinctBy(input => input.Spends).Count());
    });

    [Fact]
    public void The_recipient_gets_the_amount_and_no_output_is_zero() => Built((_, order, payment) =>
    {
        var outputs = payment.Transaction.Outputs;
        Assert.Equal(new TransactionOutput(order.Amount, order.Recipient), outputs[0]);
        Assert.All(outputs, output => Assert.NotEqual(0ul, output.Amount));
        if (payment.Change == 0) Assert.Single(outputs);
        else Assert.Equal([new TransactionOutput(payment.Change, order.Change)], outputs.Skip(1));
        Assert.Null(TransactionRules.Check(payment.Transaction));
    });

    [Fact]   // what a change output would cost is all that the miner may get beside the fee
    public void The_fee_is_the_one_ordered() => Built((_, order, payment) =>
    {
        var ordered = order.Fee.For(payment.Transaction.Bytes.Length);
        var withChange = order.Fee.For(payment.Transaction.Bytes.Length + TransactionOutput.Length);
        if (payment.Change > 0) Assert.Equal(ordered, payment.Fee);
        else Assert.InRange(payment.Fee, (ulong)ordered, (ulong)withChange);
    });

    [Fact]
    public void No_input_is_there_without_need() => Built((coins, order, payment) =>
    {
        var amounts = coins.ToDictionary(coin => coin.Output, coin => coin.Amount);
        var least = payment.Transaction.Inputs.Min(input => amounts[input.Spends]);
        var length = payment.Transaction.Bytes.Length - TransactionInput.Length;
        if (payment.Change > 0) length -= TransactionOutput.Length;
        Assert.True(payment.Inputs - least < order.Amount + order.Fee.For(length));
    });

    [Fact]
    public void The_order_of_the_coins_changes_nothing() =>
        Gen.Select(Purses.Coins, Purses.Orders, Gen.Int).Sample((coins, order, seed) =>
        {
            var shuffled = coins.ToArray();
            new Random(seed).Shuffle(shuffled);
            var isBuilt = Payment.TryBuild(new Purse(coins), order, out var one, out var refusal);
            Assert.Equal(isBuilt, Payment.TryBuild(new Purse(shuffled), order, out var other, out var otherRefusal));
            Assert.Equal(one?.Transaction.Id, other?.Transaction.Id);
            Assert.Equal(refusal, otherRefusal);
        });

    [Fact]   // a model that tries every subset of few coins
    public void A_payment_is_refused_only_when_no_coins_of_the_purse_can_make_it() =>
        Gen.Select(Gen.ULong[0, 500].Array[0, 8], Gen.ULong[1, 2000], Gen.ULong[0, 3]).Sample((amounts, amount, rate) =>
        {
            var coins = amounts.Select(Purses.Coin).ToArray();
            var order = new PaymentOrder(Purses.Bob, amount, PaymentFee.PerByte(rate), Purses.Alice);
            var possible = Enumerable.Range(1, (1 << coins.Length) - 1).Any(subset =>
            {
                var chosen = coins.Where((_, i) => (subset >> i & 1) == 1).ToList();
                var length = 4 * sizeof(uint) + chosen.Count * TransactionInput.Length + TransactionOutput.Length;
                return chosen.Aggregate((UInt128)0, (sum, coin) => sum + coin.Amount) >= amount + order.Fee.For(length);
            });
            Assert.Equal(possible, Payment.TryBuild(new Purse(coins), order, out _, out _));
        });

    private static void Built(Action<SpendableCoin[], PaymentOrder, Payment> check) =>
        Gen.Select(Purses.Coins, Purses.Orders).Sample((coins, order) =>
        {
            if (Payment.TryBuild(new Purse(coins), order, out var payment, out var refusal)) check(coins, order, payment);
            else Assert.Equal(PaymentFault.InsufficientFunds, refusal.Fault);
        });
}
