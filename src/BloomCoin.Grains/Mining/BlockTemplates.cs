using System.Text;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;

namespace BloomCoin.Grains.Mining;

/// <summary>Makes templates: the tip from the chain, what waits from the mempool, the reward for the miner.</summary>
/// <param name="chain">The chain.</param>
/// <param name="mempool">The mempool.</param>
/// <param name="parameters">The network's.</param>
/// <param name="miner">Its name, which the coinbase carries for people to read; no hash covers it.</param>
internal sealed class BlockTemplates(IChainGrain chain, IMempoolGrain mempool, ChainParameters parameters, string miner)
{
    private readonly byte[] _free = Encoding.ASCII.GetBytes(miner[..Math.Min(miner.Length, TransactionInput.SignatureLength)]);

    /// <summary>The next block after a tip; null when the tip has moved meanwhile.</summary>
    /// <param name="tip">The best block.</param>
    /// <param name="address">Whom it pays.</param>
    /// <param name="empty">Whether to leave what waits in the mempool alone.</param>
    public async Task<BlockTemplate?> After(ChainTip tip, Hash256 address, bool empty)
    {
        var selection = empty ? null : await mempool.SelectForBlock(MinerSettings.MaxTransactionBytes);
        if (selection is not null && selection.Tip != tip.Hash) return null;
        if (await chain.GetAncestors(tip.Hash, HeaderWindow.Length) is not { } ancestry) return null;

        var window = HeaderWindow.FromAncestors(ancestry.Headers.Blob.Span, tip.Height);
        var chosen = selection?.Transactions.Split().Select(Parse) ?? [];
        var coinbase = Transaction.CreateCoinbase(tip.Height + 1, Rewards.At(tip.Height + 1) + (selection?.Fees ?? 0), address, _free);
        return new BlockTemplate(tip, window.Timestamp, window.NextDifficulty(parameters), [coinbase, .. chosen]);
    }

    private static Transaction Parse(ReadOnlyMemory<byte> bytes) => Transaction.TryParse(bytes, out var transaction, out var violation)
        ? transaction
        : throw new InvalidOperationException($"the mempool chose what is no transaction: {violation}");
}
