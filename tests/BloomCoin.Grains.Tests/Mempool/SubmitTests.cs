using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Grains.Mempool;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>chain-format, rules 1, 3 and 6, and wire-protocol 2, as the mempool asks them of a transaction.</summary>
public sealed class SubmitTests : IAsyncLifetime
{
    private static readonly Guid Peer = Guid.NewGuid();

    private MempoolCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await MempoolCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_valid_transaction_is_held_kept_announced_and_found()
    {
        var payment = _cluster.Pay(1);
        var verdict = Assert.Single(await _cluster.Submit(Peer, payment));
        Assert.Equal(new SubmitVerdict(payment.Id, SubmitOutcome.Accepted, 0, ""), verdict);

        Assert.Equal([payment.Id], await _cluster.KeptIds());
        Assert.Equal((Peer, false), ((await _cluster.AwaitNews(payment.Id)) is var news ? (news.Source!.Value, news.Again) : default));
        var answer = await _cluster.Mempool.Find([.. new byte[32], .. payment.Id.ToArray()], int.MaxValue);
        Assert.Equal(payment.Bytes.ToArray(), Assert.Single(answer.Found.Split()).ToArray());
        Assert.Equal((2, 32), (answer.Answered, answer.Missing.Length));
    }

    [Fact]
    public async Task The_view_names_fees_and_what_a_transaction_depends_on()
    {
        var parent = _cluster.Pay(1, fee: 1000);
        var child = _cluster.Miner.Pay(parent, fee: 5000);
        await _cluster.Submit(parent, child);

        var view = await _cluster.Mempool.List(10);
        Assert.Equal((2, 300_000_000L), (view.Count, view.MaxBytes));
        Assert.Equal(
            [(child.Id, 5000ul, true), (parent.Id, 1000ul, true)], view.Transactions.Select(one => (one.Txid, one.Fee, one.IsLocal)));
        Assert.Equal([parent.Id], view.Transactions[0].DependsOn);
        Assert.Empty(view.Transactions[1].DependsOn);
        Assert.Single((await _cluster.Mempool.List(1)).Transactions);
    }

    [Fact]
    public async Task One_that_is_held_is_said_to_be_held()
    {
        var payment = _cluster.Pay(1);
        Assert.Equal([SubmitOutcome.Accepted, SubmitOutcome.AlreadyHeld], Outcomes(await _cluster.Submit(payment, payment)));
        Assert.Equal([SubmitOutcome.AlreadyHeld], Outcomes(await _cluster.Submit(Owner.Forge(payment))));
        Assert.Equal(payment.Bytes.ToArray(), (await _cluster.Mempool.Find(payment.Id.ToArray(), 1)).Found.Split()[0].ToArray());
    }

    [Fact]   // first seen stays
    public async Task The_second_that_spends_an_output_is_a_conflict()
    {
        await _cluster.Submit(_cluster.Pay(1, fee: 1));
        var verdict = Assert.Single(await _cluster.Submit(_cluster.Pay(1, fee: 100_000)));
        Assert.Equal((SubmitOutcome.Conflict, 0), (verdict.Outcome, verdict.Rule));
        Assert.Contains("which", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]   // in whatever order: the parent is found in the batch
    public async Task Parents_and_children_of_one_batch_are_taken_in_any_order()
    {
        var family = new List<Transaction> { _cluster.Pay(1) };
        for (var i = 0; i < 20; i++) family.Add(_cluster.Miner.Pay(family[^1], fee: 100));
        var shuffled = family.ToArray();
        new Random(7).Shuffle(shuffled);
        Assert.All(await _cluster.Submit(shuffled), verdict => Assert.Equal(SubmitOutcome.Accepted, verdict.Outcome));
        await _cluster.AwaitHeld([.. family.Select(one => one.Id)]);
    }

    [Fact]   // the others of the batch are judged all the same
    public async Task A_forged_signature_is_refused_and_takes_neither_its_outputs_nor_its_txid_from_an_honest_one()
    {
        var honest = _cluster.Pay(1);
        var rival = _cluster.Pay(2, fee: 1);
        var forgedRival = Owner.Forge(_cluster.Pay(2, fee: 999));
        var verdicts = await _cluster.Submit(Peer, Owner.Forge(honest), forgedRival, _cluster.Miner.Pay(forgedRival, 1), honest, rival);
        Assert.All(verdicts[..3], verdict => Assert.Equal(SubmitOutcome.Invalid, verdict.Outcome));
        Assert.All(verdicts[3..], verdict => Assert.Equal(SubmitOutcome.Accepted, verdict.Outcome));
        Assert.Equal(6, verdicts[0].Rule);
        Assert.Contains("does not verify", verdicts[0].Reason, StringComparison.Ordinal);
    }

    [Fact]   // rules 1, 3 and 6
    public async Task What_breaks_a_rule_is_refused_by_its_number()
    {
        var spent = _cluster.Pay(1);
        await _cluster.Append(_cluster.Branch.Mine(1, spent), 21);
        var young = _cluster.Branch.Coinbase(20);
        OutPoint[] second = [new(_cluster.Branch.Coinbase(2).Id, 0)];
        (Transaction Transaction, Rule Rule, string Why)[] cases =
        [
            (_cluster.Branch.Coinbase(3), Rule.Transactions, "coinbase"),
            (_cluster.Pay(1, fee: 7), Rule.Spending, "spent already"),
            (_cluster.Miner.Pay(young, 1), Rule.Spending, "coinbase output after"),
            (_cluster.Miner.Pay(young.Outputs[0].Amount, 0, [Unsigned.Coin(5)]), Rule.Spending, "does not exist"),
            (_cluster.Miner.Pay(Rewards.At(2) + 1, 0, second), Rule.Spending, "its inputs"),
            (_cluster.Miner.Pay(Rewards.At(2), 0, second, lockTime: 23), Rule.Spending, "locked"),
            (_cluster.Miner.Pay(Constants.MaxAmount + 1, 0, second), Rule.Transactions, "units"),
            (new Owner("thief").Pay(_cluster.Branch.Coinbase(2), 1), Rule.Spending, "does not verify"),
        ];
        var verdicts = await _cluster.Submit(Peer, [.. cases.Select(one => one.Transaction)]);
        foreach (var (verdict, expected) in verdicts.Zip(cases))
        {
            Assert.Equal(
                (expected.Transaction.Id, SubmitOutcome.Invalid, (int)expected.Rule), (verdict.Txid!.Value, verdict.Outcome, verdict.Rule));
            Assert.Contains(expected.Why, verdict.Reason, StringComparison.Ordinal);
        }

        Assert.Empty(await _cluster.Held());
        Assert.Empty(await _cluster.KeptIds());
    }

    [Theory, InlineData(0), InlineData(3), InlineData(57)]   // rule 1
    public async Task Bytes_that_are_no_transaction_have_no_txid(int length)
    {
        var report = await _cluster.Mempool.Submit(TransactionBatch.Of([new byte[length]]), Peer);
        var verdict = Assert.Single(report.Verdicts);
        Assert.Equal((null, SubmitOutcome.Invalid), (verdict.Txid, verdict.Outcome));
        Assert.NotEmpty(verdict.Reason);
    }

    [Fact]   // wire-protocol 2, TX: at most 100 000 bytes
    public async Task One_that_no_TX_can_carry_is_not_relayed()
    {
        Assert.Equal([SubmitOutcome.Accepted], Outcomes(await _cluster.Submit(_cluster.Pay(1, outputs: 2497))));   // 99 996 bytes
        var tooLong = _cluster.Pay(2, outputs: 2498);
        var verdict = Assert.Single(await _cluster.Submit(tooLong));
        Assert.Equal((tooLong.Id, SubmitOutcome.NotRelayed), (verdict.Txid!.Value, verdict.Outcome));
    }

    [Fact]
    public async Task The_26th_in_a_chain_of_unconfirmed_ones_is_not_relayed()
    {
        var family = new List<Transaction> { _cluster.Pay(1) };
        for (var i = 0; i < 26; i++) family.Add(_cluster.Miner.Pay(family[^1], fee: 100));
        var outcomes = Outcomes(await _cluster.Submit([.. family]));
        Assert.All(outcomes.Take(26), outcome => Assert.Equal(SubmitOutcome.Accepted, outcome));
        Assert.Equal(SubmitOutcome.NotRelayed, outcomes[26]);
    }

    [Fact]
    public async Task More_than_1000_at_once_are_a_callers_mistake() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _cluster.Submit([.. Enumerable.Repeat(_cluster.Pay(1), 1001)]));

    private static SubmitOutcome[] Outcomes(IEnumerable<SubmitVerdict> verdicts) => [.. verdicts.Select(verdict => verdict.Outcome)];
}
