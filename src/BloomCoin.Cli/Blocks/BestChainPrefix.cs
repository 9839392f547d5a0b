using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Client;

namespace BloomCoin.Cli.Blocks;

/// <summary>Finds where a file leaves a node's best chain. Compares header hashes, 2000 heights to a question.</summary>
public static class BestChainPrefix
{
    /// <summary>
    /// Reads on until the first block that is not at its height on the node's best chain: the reader's current block then,
    /// or none at the end of the file or a fault.
    /// </summary>
    /// <returns>How many blocks, from height 0, are the same.</returns>
    public static async Task<int> Skip(IBloomClient node, BlockFileReader reader, Action<int>? onRange, CancellationToken cancellation)
    {
        var known = new HeaderRange(0, default);
        while (await reader.Read(cancellation))
        {
            if (reader.Height >= known.End)
            {
                onRange?.Invoke(reader.Height);
                known = await node.Chain.GetHeaders(reader.Height, IChainSegmentGrain.Heights, cancellation);
            }

            if (!IsSame(reader.Current!.Value.Span, known, reader.Height))
            {
                return reader.Height;
            }
        }

        return reader.Height + 1;
    }

    private static bool IsSame(ReadOnlySpan<byte> block, HeaderRange known, int height) =>
        height >= known.Start && height < known.End && block.Length >= BlockHeader.Length
        && BlockHeader.HashOf(block) == BlockHeader.HashOf(known[height - known.Start]);
}
