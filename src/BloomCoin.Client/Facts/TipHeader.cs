using BloomCoin.Chain;

namespace BloomCoin.Client.Facts;

/// <summary>The header of a node's tip.</summary>
public static class TipHeader
{
    /// <summary>By height, which is cheap; by hash where the chain has moved on between the two questions.</summary>
    public static async Task<BlockHeader> Read(IBloomClient node, ChainTip tip, CancellationToken cancellation)
    {
        var headers = await node.Chain.GetHeaders(tip.Height, 1, cancellation);
        if (headers.Count > 0 && BlockHeader.HashOf(headers[0]) == tip.Hash) return BlockHeader.Read(headers[0]);

        var block = await node.Chain.FindBlock(tip.Hash, cancellation)
            ?? throw new InvalidDataException($"the node has no block {tip.Hash}, which it called its tip");
        return BlockHeader.Read(block.Bytes);
    }
}
