using BloomCoin.Chain;
using BloomCoin.Chain.Rules;

namespace BloomCoin.Grains.Tests.Histories;

/// <summary>The blocks of a plan, built on the base chain, with the model's verdict on each.</summary>
internal sealed class HistoryTree
{
    private readonly List<HistoryBlock> _blocks = [], _forged = [];

    private HistoryTree()
    {
    }

    /// <summary>All blocks; among them some of the same hash, of which one is forged.</summary>
    public IReadOnlyList<HistoryBlock> Blocks => [.. _blocks, .. _forged];

    public static HistoryTree Build(HistoryPlan plan)
    {
        var tree = new HistoryTree();
        foreach (var block in plan.Blocks) tree.Add(block);
        return tree;
    }

    private void Add(BlockPlan plan)
    {
        // Half follow one of the last three blocks, so that branches grow; others fork the tree or the base chain.
        var parent = _blocks.Count == 0 || plan.Parent < 15 ? BaseChain.Ending(plan.Back)
            : plan.Parent < 60 ? _blocks[^(1 + (plan.Parent % Math.Min(3, _blocks.Count)))]
            : _blocks[plan.Parent % _blocks.Count];
        var block = Seal(parent, plan, (uint)_blocks.Count);
        _blocks.Add(block);

        // The same block with another signature has the same hash, and is invalid.
        if (plan.Twist == 5 && block.Block.Transactions.Count > 1) _forged.Add(Forge(block));
    }

    /// <param name="nonce">Another for each block: of two with one hash the model would take the children of one for those of the other.</param>
    private static HistoryBlock Seal(HistoryBlock parent, BlockPlan plan, uint nonce)
    {
        var height = parent.Height + 1;
        var payments = parent.Ledger is null ? [] : Payments(parent.Ledger, height, plan.Payments);
        var reward = Rewards.First + (plan.Twist == 0 ? 1_000ul : 0);
        var coinbase = Transaction.CreateCoinbase(
            height + (plan.Twist == 1 ? 1 : 0), reward, NaiveOwner.All[plan.Back % NaiveOwner.All.Count].Address, [(byte)plan.Back, (byte)plan.Parent]);
        Transaction[] transactions = [coinbase, .. payments];
        var root = MerkleRoot.Compute([.. transactions.Select(transaction => transaction.Id)], out _);
        var header = new BlockHeader(
            1, parent.Block.Hash, plan.Twist == 2 ? coinbase.Id : root,
            parent.Block.Header.Timestamp + (plan.Twist == 3 ? 0 : plan.Seconds),
            (parent.Window?.NextDifficulty(BaseChain.Parameters) ?? parent.Block.Header.Difficulty) - (plan.Twist == 4 ? 1u : 0),
            nonce, 1, 0, Constants.Oscillators);
        return Judge(parent, Block.Create(header, BaseChain.Certificate, transactions), broken: plan.Twist is 1 or 2 or 3 or 4 && !(plan.Twist == 2 && transactions.Length == 1));
    }

    private static HistoryBlock Forge(HistoryBlock block)
    {
        var bytes = block.Block.Bytes.ToArray();
        bytes[^(block.Block.Transactions[^1].Bytes.Length - 8 - 36 - 5)] ^= 1;   // in the first signature of the last transaction
        Assert.True(Block.TryParse(bytes, out var forged, out _));
        Assert.Equal(block.Block.Hash, forged.Hash);
        return Judge(block.Parent!, forged, broken: false);
    }

    /// <summary>The model's verdict: rules 1 to 5 as it was built, rule 6 by the naive ledger.</summary>
    private static HistoryBlock Judge(HistoryBlock parent, Block block, bool broken)
    {
        var ledger = broken ? null : parent.Ledger?.After(block, parent.Height + 1);
        var window = parent.Window?.Clone();
        if (ledger is null || !window!.TryExtend(block.Bytes.Span[..BlockHeader.Length], block.Hash, BaseChain.Parameters, DateTimeOffset.MaxValue, out _))
            return new HistoryBlock(parent, block, parent.Height + 1, null, null, default);
        return new HistoryBlock(parent, block, parent.Height + 1, window, ledger, parent.Work + CompactTarget.Work(block.Header.Difficulty));
    }

    private static List<Transaction> Payments(NaiveLedger ledger, int height, PaymentPlan[] plans)
    {
        var payments = new List<Transaction>();
        var taken = new HashSet<OutPoint>();
        foreach (var plan in plans)
        {
            var coins = ledger.Coins.Where(coin => plan.Twist is 0 or 1   // any output at all: spent, immature or taken by another payment
                || (coin.Value.SpentAt is null && !taken.Contains(coin.Key) && (!coin.Value.IsCoinbase || height >= coin.Value.Height + 7))).ToList();
            if (coins.Count == 0) continue;
            var inputs = plan.Inputs.Select(pick => coins[pick % coins.Count]).DistinctBy(coin => plan.Twist == 2 ? new object() : coin.Key).ToList();
            taken.UnionWith(inputs.Select(input => input.Key));

            var paid = inputs.Aggregate(0ul, (sum, input) => sum + input.Value.Amount);
            var rest = plan.Twist == 3 ? paid + 1 : paid - Math.Min(paid, plan.Fee);
            var outputs = Enumerable.Range(0, plan.Outputs).Select(i => new TransactionOutput(
                i == 0 ? rest - ((rest / 3) * (ulong)(plan.Outputs - 1)) : rest / 3, NaiveOwner.All[(i + plan.Inputs[0]) % NaiveOwner.All.Count].Address)).ToList();
            payments.Add(NaiveOwner.Sign(
                [.. inputs.Select(input => (plan.Twist == 4 ? input.Key with { Index = 77 } : input.Key, input.Value.Address))],
                outputs, plan.Twist == 5 ? (uint)height + 1 : (uint)(plan.Twist % (height + 1))));
        }

        return payments;
    }
}

/// <summary>A block of a tree. <paramref name="Ledger"/> and <paramref name="Window"/> are null when it or one before it is invalid.</summary>
internal sealed record HistoryBlock(HistoryBlock? Parent, Block Block, int Height, HeaderWindow? Window, NaiveLedger? Ledger, ChainWork Work)
{
    public bool IsValid => Ledger is not null;
}
