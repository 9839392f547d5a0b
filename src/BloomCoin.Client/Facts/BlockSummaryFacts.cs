using BloomCoin.Abstractions.Ledger;
using BloomCoin.Chain;

namespace BloomCoin.Client.Facts;

/// <summary>A block in a list.</summary>
/// <param name="Height">Its height on its branch.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Time">Its timestamp.</param>
/// <param name="Transactions">How many, its coinbase among them.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="OrderParameter">r of the bloom that sealed it, [0, 1].</param>
public sealed record BlockSummaryFacts(int Height, string Hash, string Time, int Transactions, int Bytes, float OrderParameter)
{
    /// <summary>Blocks that are asked for together.</summary>
    private const int AtOnce = 10;

    /// <exception cref="InvalidDataException">The node's bytes are no block.</exception>
    public static BlockSummaryFacts Of(FoundBlock found)
    {
        if (!Block.TryParse(found.Bytes, out var block, out var violation))
            throw new InvalidDataException($"the node's block {found.Hash} breaks {violation}");
        return new(
            found.Height, found.Hash.ToString(), UtcTime.Format(block.Header.Timestamp), block.Transactions.Count, found.Bytes.Length, block.Header.OrderParameter);
    }

    /// <summary>Blocks of the best chain, downwards from a height. Fewer where the chain became shorter meanwhile.</summary>
    public static async Task<IReadOnlyList<BlockSummaryFacts>> Read(IBloomClient node, int first, int count, CancellationToken cancellation = default)
    {
        var blocks = new List<BlockSummaryFacts>(count);
        foreach (var heights in Enumerable.Range(0, count).Select(i => first - i).Chunk(AtOnce))
        {
            var found = await Task.WhenAll(heights.Select(height => node.Chain.GetBlockAt(height, cancellation)));
            blocks.AddRange(found.OfType<FoundBlock>().Select(Of));
        }

        return blocks;
    }
}
