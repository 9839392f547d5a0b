using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Grains.Mempool;
using CsCheck;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>After any sequence of additions and removals the pool is what a list that is searched through would be.</summary>
public sealed class TransactionPoolModelTests
{
    /// <summary>Room for about fifteen small transactions.</summary>
    private const long MaxBytes = 18_000;

    private static readonly Gen<Step[]> Steps = Gen.Select(
        Gen.Int[0, 9], Gen.UInt, Gen.ULong[0, 2000], (kind, choice, fee) => new Step(kind, choice, fee)).Array[0, 120];

    [Fact]
    public void The_pool_is_what_the_model_is() => Steps.Sample(steps =>
    {
        var pool = new TransactionPool(MaxBytes);
        var model = new PoolModel(MaxBytes);
        var spendable = Enumerable.Range(0, 6).Select(Unsigned.Coin).ToList();
        foreach (var step in steps) Take(step, pool, model, spendable);
    }, iter: 2000);

    [Fact]   // what a miner gets: parents first, no more than fits, and nothing left out that would have
    public void A_block_gets_the_best_fee_rates_with_parents_before_children() => Gen.Select(
        Steps, Gen.Int[0, 5000]).Sample((steps, maxBytes) =>
    {
        var pool = new TransactionPool(MaxBytes);
        var model = new PoolModel(MaxBytes);
        var spendable = Enumerable.Range(0, 6).Select(Unsigned.Coin).ToList();
        foreach (var step in steps) Take(step, pool, model, spendable);

        var selected = pool.SelectForBlock(maxBytes).ToList();
        Assert.Distinct(selected);
        Assert.InRange(selected.Sum(one => one.Length + sizeof(uint)), 0, maxBytes);
        for (var i = 0; i < selected.Count; i++)
            Assert.All(model.Parents(selected[i]), parent => Assert.Contains(parent, selected.Take(i)));

        var room = maxBytes - selected.Sum(one => one.Length + sizeof(uint));
        var next = model.BestFirst.FirstOrDefault(one => !selected.Contains(one) && model.Parents(one).TrueForAll(selected.Contains));
        Assert.True(next is null || room < next.Length + sizeof(uint), "room for another was left empty");
        var alone = selected.Where(one => one.Parents.Count == 0 && one.Children.Count == 0).ToList();
        Assert.Equal(model.BestFirst.Where(alone.Contains), alone);

        var packages = model.Select(maxBytes);
        Assert.Equal(packages.Sum(package => package.Count), selected.Count);
        var at = 0;
        foreach (var package in packages)
        {
            Assert.Equivalent(package.Select(one => one.Id), selected.GetRange(at, package.Count).Select(one => one.Id), strict: true);
            at += package.Count;
            Assert.Same(package[^1], selected[at - 1]);
        }
    }, iter: 1000);

    private static void Take(Step step, TransactionPool pool, PoolModel model, List<OutPoint> spendable)
    {
        if (step.Kind < 8) Add(step, pool, model, spendable);
        else if (model.Held.Count > 0) Leave(step, pool, model, spendable);
        Compare(pool, model);
    }

    private static void Add(Step step, TransactionPool pool, PoolModel model, List<OutPoint> spendable)
    {
        var spends = Enumerable.Range(0, 1 + (int)(step.Choice % 3))
            .Select(index => spendable[(int)((step.Choice >> (4 * index)) % (uint)spendable.Count)]).Distinct().ToList();
        var entry = Unsigned.Paying(step.Fee, spends, outputs: 1 + (int)(step.Choice >> 29), salt: step.Choice);

        var evicted = new List<PooledTransaction>();
        var before = model.Held.ToList();
        var outcome = pool.TryAdd(entry, isNew: true, evicted, out var refusal) ? SubmitOutcome.Accepted : refusal!.Outcome;
        Assert.Equal(model.Add(entry), outcome);
        Assert.Equivalent(before.Except(model.Held).Select(one => one.Id), evicted.Select(one => one.Id));
        if (outcome == SubmitOutcome.Accepted)
            spendable.AddRange(Enumerable.Range(0, entry.Transaction.Outputs.Count).Select(index => Unsigned.Output(entry, (uint)index)));
        Forget(evicted, spendable);
    }

    private static void Leave(Step step, TransactionPool pool, PoolModel model, List<OutPoint> spendable)
    {
        var one = model.Held[(int)(step.Choice % (uint)model.Held.Count)];
        if (step.Kind == 8)
        {
            Assert.True(pool.Confirm(one.Id));
            model.Confirm(one.Id);
            spendable.RemoveAll(output => one.Transaction.Inputs.Any(input => input.Spends == output));   // spent on the chain now
            return;
        }

        var before = model.Held.ToList();
        var gone = pool.Remove(one.Id);
        model.Remove(one.Id);
        Assert.Equivalent(before.Except(model.Held).Select(left => left.Id), gone.Select(left => left.Id));
        Forget(gone, spendable);
    }

    /// <summary>Nobody can spend outputs of what is neither held nor on the chain.</summary>
    private static void Forget(IEnumerable<PooledTransaction> gone, List<OutPoint> spendable)
    {
        foreach (var one in gone) spendable.RemoveAll(output => output.TxId == one.Id);
    }

    private static void Compare(TransactionPool pool, PoolModel model)
    {
        Assert.Equal(model.BestFirst.Select(one => one.Id), pool.BestFirst.Select(one => one.Id));
        Assert.Equal(model.Held.Count, pool.Count);
        Assert.Equal(model.Held.Sum(one => one.Cost), pool.Bytes);
        Assert.InRange(pool.Bytes, 0, MaxBytes);
        Assert.Distinct(pool.BestFirst.SelectMany(one => one.Transaction.Inputs.Select(input => input.Spends)));
        foreach (var one in model.Held)
        {
            Assert.Equivalent(model.Parents(one).Select(parent => parent.Id), one.Parents.Select(parent => parent.Id), strict: true);
            Assert.All(one.Parents, parent => Assert.Contains(one, parent.Children));
            Assert.All(one.Children, child => Assert.Contains(one, child.Parents));
            Assert.All(one.Transaction.Inputs, input => Assert.Same(one, pool.FindSpender(input.Spends)));
        }
    }

    private sealed record Step(int Kind, uint Choice, ulong Fee);
}
