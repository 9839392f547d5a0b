using CsCheck;

namespace BloomCoin.Storage.Tests.Chain;

public abstract partial class ChainStoreRules
{
    /// <summary>Each step is (what, where, how many, stale?); a failure prints the seed that repeats it.</summary>
    private static readonly Gen<(int What, int Where, int Count, bool Stale)[]> Steps =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1000], Gen.Int[1, 12], Gen.Bool).Array[5, 40];

    [Fact]
    public Task Any_sequence_of_writes_leaves_what_a_model_in_memory_has() => Steps.SampleAsync(async steps =>
    {
        await CreateEmpty();
        await Reopen();
        var model = new ChainModel();
        for (var i = 0; i < steps.Length; i++)
            await Apply(model, steps[i], seed: i);

        Assert.Equal(model.Tip, await Consistency.Check(Store));
        await CoinModel.Check(Coins, model.Best, others: model.Stored.Except(model.Best));
        Assert.Equal(TestChain.Headers(model.Best), await Store.ReadHeaders(0, int.MaxValue));
        foreach (var block in model.Stored)
        {
            var found = await Store.FindHeader(block.Hash);
            Assert.Equal((block.Height, block.Work, model.Best.Contains(block)), (found!.Height, found.Work, found.OnBestChain));
            Assert.Equal(TestChain.Headers(model.BranchOf(block)), await Store.ReadAncestors(block.Hash, int.MaxValue));
        }

        Assert.Equal(
            model.Stored.Select(block => block.Bytes.ToArray()), await Store.ReadBlocks(TestChain.Hashes(model.Stored), long.MaxValue));
    }, iter: 8, threads: 1);

    private async Task Apply(ChainModel model, (int What, int Where, int Count, bool Stale) step, int seed)
    {
        var anywhere = model.Stored.Count == 0 ? null : model.Stored[step.Where % model.Stored.Count];
        var expected = step.Stale && anywhere is not null ? TestChain.Tip(anywhere) : model.Tip;
        var current = expected == model.Tip;
        if (step.What == 0 || anywhere is null)
        {
            var blocks = TestChain.Extend(expected, step.Count, seed, current ? CoinModel.Unspent(model.Best) : null);
            Assert.Equal(current, await Store.Append(expected, blocks));
            if (current)
                model.Append(blocks);
        }
        else if (step.What == 1)
        {
            var branch = TestChain.Extend(TestChain.Tip(anywhere), step.Count, seed, CoinModel.Unspent(model.BranchOf(anywhere)));
            await Store.StoreBranch(branch);
            model.Store(branch);
        }
        else
        {
            var target = model.Stored[(step.Where + step.Count) % model.Stored.Count];
            var fork = await Store.Reorganise(expected!, target.Hash, []);
            Assert.Equal(current ? model.Reorganise(target) : null, fork);
        }
    }
}
