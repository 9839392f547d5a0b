using BloomCoin.Chain.Coins;
using BloomCoin.Chain.Rules;

namespace BloomCoin.Chain.Tests.Rules;

// chain-format, rule 6. Signatures are apart: what is checked here is which claims a block leaves open.
public sealed class SpendingRuleTests
{
    private const int Height = 100;
    private const ulong Reward = Rewards.First;

    private static readonly Hash256 Alice = HashOf(1), Bob = HashOf(2), Miner = HashOf(3);

    private readonly Dictionary<OutPoint, CoinState> _below = [];
    private readonly List<SignatureClaim> _claims = [];

    [Fact]
    public void A_payment_leaves_its_signature_open_and_its_rest_is_the_fee()
    {
        var payment = Pay(Coin(500), (Bob, 300), (Alice, 150));

        Assert.Null(SpendingRules.Check(payment, Height, View(), _claims, out var fee));
        Assert.Equal(50ul, fee);
        Assert.Equal(new SignatureClaim(payment, 0, Alice), Assert.Single(_claims));
    }

    [Fact]
    public void An_output_that_does_not_exist_is_not_spent() =>
        Refused(Fault.MissingOutput, Pay(new OutPoint(HashOf(99), 0), (Bob, 1)));

    [Fact]
    public void An_output_that_the_branch_spent_is_not_spent_again() =>
        Refused(Fault.AlreadySpent, Pay(Coin(500, spent: true), (Bob, 1)));

    [Fact]
    public void Two_inputs_of_one_transaction_do_not_spend_the_same_output()
    {
        var coin = Coin(500);
        Refused(Fault.AlreadySpent, Transaction.Create([new(coin, default), new(coin, default)], [new(1000, Bob)]));
    }

    [Fact]
    public void Two_transactions_of_one_block_do_not_spend_the_same_output()
    {
        var coin = Coin(500);
        Assert.Equal(Fault.AlreadySpent, Check(Pay(coin, (Bob, 1)), Pay(coin, (Alice, 2)))!.Fault);
    }

    [Fact]
    public void A_transaction_spends_what_one_before_it_in_the_block_made_and_not_what_one_after_it_makes()
    {
        var parent = Pay(Coin(500), (Bob, 400));
        var child = Pay(new OutPoint(parent.Id, 0), (Alice, 400));

        Assert.Null(Check(parent, child));
        Assert.Equal([Alice, Bob], _claims.Select(claim => claim.Address));
        Assert.Equal(Fault.MissingOutput, Check(child, parent)!.Fault);
    }

    [Theory, InlineData(94, Fault.ImmatureCoinbase), InlineData(100, Fault.ImmatureCoinbase), InlineData(93, null), InlineData(1, null)]
    public void A_coinbase_output_matures_for_7_blocks(int made, Fault? fault)
    {
        var payment = Pay(Coin(500, made, isCoinbase: true), (Bob, 1));
        Assert.Equal(fault, SpendingRules.Check(payment, Height, View(), _claims, out _)?.Fault);
    }

    [Theory, InlineData(0u, null), InlineData(100u, null), InlineData(101u, Fault.Locked), InlineData(uint.MaxValue, Fault.Locked)]
    public void A_locktime_is_the_least_height(uint lockTime, Fault? fault)
    {
        var payment = Transaction.Create([new(Coin(500), default)], [new(1, Bob)], lockTime);
        Assert.Equal(fault, SpendingRules.Check(payment, Height, View(), _claims, out _)?.Fault);
    }

    [Fact]
    public void A_coinbase_has_a_locktime_too()
    {
        var coinbase = Transaction.Create([new(new OutPoint(default, Height), new byte[64])], [new(1, Miner)], lockTime: Height + 1);
        Assert.Equal(Fault.Locked, SpendingRules.Check(BlockOf(coinbase), Height, View(), _claims)!.Fault);
    }

    [Theory, InlineData(500ul, 0ul, null), InlineData(500ul, 1ul, Fault.OutputsExceedInputs), InlineData(501ul, 0ul, Fault.OutputsExceedInputs)]
    public void Outputs_sum_to_at_most_the_inputs(ulong first, ulong second, Fault? fault)
    {
        var payment = Pay(Coin(500), (Bob, first), (Alice, second));
        Assert.Equal(fault, SpendingRules.Check(payment, Height, View(), _claims, out _)?.Fault);
    }

    [Theory, InlineData(Reward, 500ul, null), InlineData(Reward + 100, 400ul, null), InlineData(Reward + 101, 400ul, Fault.ExcessiveReward)]
    [InlineData(Reward + 1, 500ul, Fault.ExcessiveReward), InlineData(0ul, 0ul, null)]
    public void A_coinbase_takes_at_most_the_reward_and_the_fees(ulong taken, ulong paid, Fault? fault)
    {
        var coinbase = Transaction.CreateCoinbase(Height, taken, Miner);
        Assert.Equal(fault, SpendingRules.Check(BlockOf(coinbase, Pay(Coin(500), (Bob, paid))), Height, View(), _claims)?.Fault);
    }

    [Theory, InlineData(15_126, Reward), InlineData(15_127, Reward / 2), InlineData(30_254, Reward / 4)]
    public void The_reward_halves(int height, ulong reward)
    {
        Assert.Null(SpendingRules.Check(BlockOf(Transaction.CreateCoinbase(height, reward, Miner)), height, View(), _claims));
        var greedy = BlockOf(Transaction.CreateCoinbase(height, reward + 1, Miner));
        Assert.Equal(Fault.ExcessiveReward, SpendingRules.Check(greedy, height, View(), _claims)!.Fault);
    }

    [Fact]
    public void Sums_over_64_bits_do_not_wrap_around()
    {
        var outputs = Enumerable.Repeat(new TransactionOutput(Constants.MaxAmount, Bob), 9_000).ToList();   // over 2^64 units in all
        var coinbase = Transaction.Create([new(new OutPoint(default, Height), new byte[64])], outputs);
        Assert.Equal(Fault.ExcessiveReward, SpendingRules.Check(BlockOf(coinbase), Height, View(), _claims)!.Fault);
        Refused(Fault.OutputsExceedInputs, Transaction.Create([new(Coin(500), default)], outputs));
    }

    [Fact]
    public void A_block_is_judged_on_a_layer_and_leaves_what_lies_below_as_it_was()
    {
        var coin = Coin(500);
        var view = View();
        var layer = view.Above();
        var payment = Pay(coin, (Bob, 500));
        var coinbase = Transaction.CreateCoinbase(Height, Reward, Miner);
        Assert.Null(SpendingRules.Check(BlockOf(coinbase, payment), Height, layer, _claims));

        Assert.Equal(CoinStatus.Unspent, view.Find(coin).Status);
        Assert.Equal(CoinStatus.Missing, view.Find(new OutPoint(payment.Id, 0)).Status);

        view.Absorb(layer);
        Assert.Equal(CoinStatus.Spent, view.Find(coin).Status);
        Assert.Equal(CoinState.Unspent(new Coin(500, Bob, Height, false)), view.Find(new OutPoint(payment.Id, 0)));
        Assert.Equal(CoinState.Unspent(new Coin(Reward, Miner, Height, true)), view.Find(new OutPoint(coinbase.Id, 0)));
    }

    [Theory]
    [InlineData(Fault.MissingOutput, true), InlineData(Fault.AlreadySpent, true), InlineData(Fault.ImmatureCoinbase, true)]
    [InlineData(Fault.Locked, true), InlineData(Fault.OutputsExceedInputs, true), InlineData(Fault.ExcessiveReward, true)]
    [InlineData(Fault.InvalidParent, true), InlineData(Fault.BadSignature, false), InlineData(Fault.RepeatedTail, false)]
    [InlineData(Fault.FinalPhasesMismatch, false), InlineData(Fault.DoesNotLink, false), InlineData(Fault.TimestampTooFarAhead, false)]
    public void Only_what_the_hash_covers_condemns_it(Fault fault, bool condemns) =>
        Assert.Equal(condemns, new RuleViolation(fault, "").CondemnsHash);

    private void Refused(Fault fault, Transaction payment)
    {
        var violation = SpendingRules.Check(payment, Height, View(), _claims, out _);
        Assert.Equal((fault, Rule.Spending), (violation!.Fault, violation.Rule));
        Assert.Contains(payment.Id.ToString(), violation.Detail, StringComparison.Ordinal);
    }

    private RuleViolation? Check(params Transaction[] payments)
    {
        _claims.Clear();
        return SpendingRules.Check(BlockOf([Transaction.CreateCoinbase(Height, 0, Miner), .. payments]), Height, View(), _claims);
    }

    private CoinView View() => new(output => _below.GetValueOrDefault(output));

    /// <summary>An output of Alice's, below.</summary>
    private OutPoint Coin(ulong amount, int height = 1, bool isCoinbase = false, bool spent = false)
    {
        var output = new OutPoint(HashOf((byte)(10 + _below.Count)), 4);
        var coin = new Coin(amount, Alice, height, isCoinbase);
        _below[output] = spent ? CoinState.Spent(coin) : CoinState.Unspent(coin);
        return output;
    }

    private static Transaction Pay(OutPoint output, params (Hash256 To, ulong Amount)[] outputs) =>
        Transaction.Create([new(output, default)], [.. outputs.Select(to => new TransactionOutput(to.Amount, to.To))]);

    private static Block BlockOf(params Transaction[] transactions) => Block.Create(
        new BlockHeader(1, default, default, 0, 0, 0, 1, 0, 7), Certificate.Create(0, new float[7], new float[7], new float[7]), transactions);

    private static Hash256 HashOf(byte fill) => new(Enumerable.Repeat(fill, Hash256.Length).ToArray());
}
