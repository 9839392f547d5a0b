using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Grains.Mining;
using BloomCoin.Grains.Tests.Phases;
using BloomCoin.Grains.Tests.Support;
using BloomCoin.Phases.Kuramoto;

namespace BloomCoin.Grains.Tests.Mining;

/// <summary>chain-format, The miner: from a template to a block, without a silo.</summary>
public sealed class MiningRunTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Fact]
    public void A_run_can_be_repeated_from_what_its_block_says()
    {
        var first = Mine(Template("a"), Now);
        var second = Mine(Template("a"), Now);
        Assert.Equal(first.Bytes.ToArray(), second.Bytes.ToArray());
        Assert.NotEqual(first.Certificate.Bytes.ToArray(), Mine(Template("b"), Now).Certificate.Bytes.ToArray());
    }

    // A coinbase's free bytes are under no hash: only nonces tell the miners of one address apart.
    [Fact]
    public void Miners_that_pay_the_same_address_have_oscillators_of_their_own()
    {
        var blocks = Enumerable.Range(0, 20).Select(first => Mine(Template("a"), Now, first)).ToList();
        Assert.Distinct(blocks.Select(block => Convert.ToHexString(block.Certificate.FinalPhases)));
        Assert.All(blocks, block => Assert.Equal(blocks[0].Header.MerkleRoot, block.Header.MerkleRoot));
    }

    [Fact]
    public void Fifty_sealed_blocks_keep_rules_1_to_5()
    {
        var window = HeaderWindow.FromGenesis(TestBranch.Parameters);
        for (var i = 0; i < 50; i++)
        {
            var block = Mine(Template($"{i}"), Now);
            Assert.True(Block.TryParse(block.Bytes, out _, out var unparsed), unparsed?.ToString());
            Assert.Null(BlockRules.CheckStructure(block));
            Assert.True(window.Clone().TryExtend(block.Bytes.Span[..BlockHeader.Length], block.Hash, TestBranch.Parameters, Now, out var violation), violation?.ToString());
            Assert.Equal(Constants.RequiredRounds, block.Certificate.Rounds);
            Assert.Equal(block.Certificate.R(6), block.Header.OrderParameter);
        }
    }

    [Fact]   // a run that has not bloomed starts anew with the next nonce L(attempt)
    public void An_attempt_that_ends_without_a_bloom_is_followed_by_one_with_the_next_Lucas_number()
    {
        var hopeless = KuramotoProfile.Devnet with { Boost = 0, MaxRounds = 20 };
        var run = new MiningRun(Template("a"), hopeless);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal(RunState.Going, run.Advance(19));
            Assert.Equal((attempt, 19), (run.Attempt, run.Oscillators.Round));
            Assert.Equal(RunState.Ended, run.Advance(100));
            Assert.Equal(20, run.Oscillators.Round);
        }

        var late = new MiningRun(Template("a"), KuramotoProfile.Devnet with { MaxRounds = 90 });
        while (late.Advance(1000) != RunState.Bloomed) Assert.InRange(late.Attempt, 0, 1000);
        Assert.Equal(Lucas.At((uint)late.Attempt), late.Seal(Now).Header.Nonce);
    }

    [Fact]
    public void A_harder_block_takes_longer()
    {
        var easy = Rounds(Constants.EasiestDifficulty);
        var hard = Rounds(0x1c3fffc0);   // a quarter of the target: d = 4
        Assert.InRange(hard, 3 * easy, 100 * easy);

        static double Rounds(uint difficulty) => Enumerable.Range(0, 40).Average(i =>
        {
            var run = new MiningRun(Template($"{i}") with { Difficulty = difficulty }, KuramotoProfile.Devnet);
            long rounds = 0;
            for (; run.Advance(1) != RunState.Bloomed; rounds++)
            {
            }

            return rounds;
        });
    }

    [Fact]
    public void A_timestamp_is_later_than_the_parents_whatever_the_clock_says()
    {
        var early = DateTimeOffset.FromUnixTimeSeconds(1000);
        Assert.Equal(Template("a").ParentTimestamp + 1, Mine(Template("a"), early).Header.Timestamp);
        Assert.Equal(1_800_000_000u, Mine(Template("a"), Now).Header.Timestamp);
    }

    [Fact]
    public void A_merge_becomes_the_phases_unless_it_would_break_off_a_bloom()
    {
        var (coherent, scattered) = (Contributions.Around(2, 0.5), Contributions.Around(2, 5));
        var run = new MiningRun(Template("a"), KuramotoProfile.Devnet);
        Assert.True(run.TakeOver(scattered));
        Assert.True(run.TakeOver(coherent));
        var taken = new ushort[Constants.Oscillators];
        run.Oscillators.CopyPhases(taken);
        Assert.Equal(coherent, taken);

        run.Advance(1);
        Assert.True(run.IsOpening);
        Assert.False(run.TakeOver(scattered));
        Assert.True(run.TakeOver(coherent));
        Assert.Equal(RunState.Bloomed, run.Advance(6));
    }

    private static Block Mine(BlockTemplate template, DateTimeOffset now, int first = 0)
    {
        var run = new MiningRun(template, KuramotoProfile.Devnet, first);
        while (run.Advance(100) != RunState.Bloomed)
        {
        }

        return run.Seal(now);
    }

    private static BlockTemplate Template(string owner)
    {
        var genesis = TestBranch.Parameters.Genesis;
        var parent = new ChainTip(genesis.Hash, 0, CompactTarget.Work(genesis.Header.Difficulty));
        var coinbase = Transaction.CreateCoinbase(1, Rewards.At(1), new Owner(owner).Address);
        return new BlockTemplate(parent, genesis.Header.Timestamp, Constants.EasiestDifficulty, [coinbase]);
    }
}
