using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;

namespace BloomCoin.Grains.Tests.Support;

/// <summary>Valid devnet blocks whose coinbases pay an owner, with the transactions that a test puts in.</summary>
internal sealed class PayingBranch
{
    private readonly Owner _miner;
    private readonly List<Block> _blocks;
    private readonly HeaderWindow _window;

    private PayingBranch(Owner miner, List<Block> blocks, HeaderWindow window) => (_miner, _blocks, _window) = (miner, blocks, window);

    public static PayingBranch FromGenesis(Owner miner) =>
        new(miner, [TestBranch.Parameters.Genesis], HeaderWindow.FromGenesis(TestBranch.Parameters));

    public int Height => _blocks.Count - 1;

    public Hash256 Tip => _blocks[^1].Hash;

    /// <summary>All that its blocks hold beside their coinbases.</summary>
    public IEnumerable<Transaction> Payments => _blocks.SelectMany(block => block.Transactions.Skip(1));

    public Transaction Coinbase(int height) => _blocks[height].Transactions[0];

    /// <summary>A branch that shares this one's blocks up to a height.</summary>
    public PayingBranch ForkAt(int height)
    {
        var shared = _blocks.Take(height + 1).ToList();
        byte[] headers = [.. shared.SelectMany(block => block.Bytes[..BlockHeader.Length].ToArray())];
        return new PayingBranch(_miner, shared, HeaderWindow.FromAncestors(headers, height));
    }

    /// <summary>Blocks with nothing but a coinbase. A shorter time between them makes them heavier after the next retarget.</summary>
    public PayingBranch Extend(int count, uint nonce = 1, uint seconds = 5)
    {
        for (var i = 0; i < count; i++) Add(nonce, seconds, []);
        return this;
    }

    /// <summary>The next block.</summary>
    public PayingBranch Mine(uint nonce, params Transaction[] transactions)
    {
        Add(nonce, seconds: 5, transactions);
        return this;
    }

    /// <summary>Blocks from a height on, as they travel.</summary>
    public BlockBatch Batch(int from) => TestBranch.BatchOf(_blocks.Skip(from));

    private void Add(uint nonce, uint seconds, Transaction[] transactions)
    {
        float[] rounds = [1, 1, 1, 1, 1, 1, 1];
        List<Transaction> all = [Transaction.CreateCoinbase(Height + 1, Rewards.At(Height + 1), _miner.Address), .. transactions];
        var header = new BlockHeader(
            1, Tip, MerkleRoot.Compute([.. all.Select(one => one.Id)], out _), _window.Timestamp + seconds,
            _window.NextDifficulty(TestBranch.Parameters), nonce, 1, 0, Constants.Oscillators);
        var block = Block.Create(header, Certificate.Create(0, rounds, new float[7], new float[Constants.Oscillators]), all);
        var headerBytes = block.Bytes.Span[..BlockHeader.Length];
        if (!_window.TryExtend(headerBytes, block.Hash, TestBranch.Parameters, DateTimeOffset.MaxValue, out var violation))
            throw new InvalidOperationException(violation!.ToString());
        _blocks.Add(block);
    }
}
