using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Tests.Histories;

/// <summary>The chain below every history: 118 blocks, so that there are outputs to spend, and the trees on it cross the retarget at 123.</summary>
internal static class BaseChain
{
    public static readonly ChainParameters Parameters = ChainParameters.Devnet;

    public static readonly Certificate Certificate = Certificate.Create(0, [1, 1, 1, 1, 1, 1, 1], new float[7], new float[Constants.Oscillators]);

    private static readonly List<HistoryBlock> Blocks = Build();

    /// <summary>For the store, the genesis block first.</summary>
    public static IReadOnlyList<StoredBlock> Stored { get; } = [.. Blocks.Select(block => new StoredBlock(block.Block, block.Height, block.Work))];

    public static HistoryBlock Tip => Blocks[^1];

    /// <summary>The block some way below the end.</summary>
    public static HistoryBlock Ending(int back) => Blocks[^(1 + back)];

    private static List<HistoryBlock> Build()
    {
        var genesis = Parameters.Genesis;
        var blocks = new List<HistoryBlock>
        {
            new(null, genesis, 0, HeaderWindow.FromGenesis(Parameters), NaiveLedger.Empty, CompactTarget.Work(genesis.Header.Difficulty)),
        };
        while (blocks.Count <= 118)
        {
            var parent = blocks[^1];
            var coinbase = Transaction.CreateCoinbase(blocks.Count, 600, Owner.All[blocks.Count % Owner.All.Count].Address);
            var header = new BlockHeader(
                1, parent.Block.Hash, coinbase.Id, parent.Block.Header.Timestamp + 5, parent.Block.Header.Difficulty, 0, 1, 0, Constants.Oscillators);
            var block = Block.Create(header, Certificate, [coinbase]);
            var window = parent.Window!.Clone();
            Assert.True(window.TryExtend(block.Bytes.Span[..BlockHeader.Length], block.Hash, Parameters, DateTimeOffset.MaxValue, out _));
            blocks.Add(new HistoryBlock(
                parent, block, blocks.Count, window, parent.Ledger!.After(block, blocks.Count), parent.Work + CompactTarget.Work(header.Difficulty)));
        }

        return blocks;
    }
}
