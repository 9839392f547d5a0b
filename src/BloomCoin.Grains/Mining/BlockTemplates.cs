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
/// <param name="tag">At most 64 bytes that no other miner has: in the coinbase they set this miner's oscillators apart from all others'.</param>
internal sealed class BlockTemplates(IChainGrain chain, IMempoolGrain mempool, ChainParameters parameters, ReadOnlyMemory<byte> tag)
{
    /// <summary>A tag of a name that people may read, and of chance.</summary>
    public static byte[] TagOf(string miner, Random random)
    {
        var tag = new byte[TransactionInput.SignatureLength];
        random.NextBytes(tag.AsSpan(^16..));
        Encoding.ASCII.GetBytes(miner.AsSpan(0, Math.Min(miner.Length, tag.Length - 17)), tag);
        return tag;
    }

    /// <summary>The next block after a tip; null when the tip has moved meanwhile.</summary>
    /// <param name="tip">The best block.</param>
    /// <param name="address">Whom it pays.</param>
    /// <param name="empty">Whether to leave what waits in the mempool alone.</param>
    public async Task<BlockTemplate?> After(ChainTip tip, Hash256 address, bool empty)
    {
        var selection = empty ? null : await mempool.SelectForBlock(MinerSettings.MaxTransactionBytes);
        if (selection is not null && selection.Tip != tip.Hash) return null;
        if (await chain.GetAncestors(tip.Hash, HeaderWindow.Length) is not { } ancestry) return null;

        var window = HeaderWindow.FromAncestors(ancestry.Headers.Blob, tip.Height);
        var chosen = selection?.Transactions.Split().Select(Parse) ?? [];
        var coinbase = Coinbase(tip.Height + 1, Rewards.At(tip.Height + 1) + (selection?.Fees ?? 0), address);
        return new BlockTemplate(tip, window.Timestamp, window.NextDifficulty(parameters), [coinbase, .. chosen]);
    }

    private Transaction Coinbase(int height, ulong amount, Hash256 address) => Transaction.Create(
        [new TransactionInput(new OutPoint(default, (uint)height), tag)], [new TransactionOutput(amount, address)]);

    private static Transaction Parse(ReadOnlyMemory<byte> bytes) => Transaction.TryParse(bytes, out var transaction, out var violation)
        ? transaction
        : throw new InvalidOperationException($"the mempool chose what is no transaction: {violation}");
}
