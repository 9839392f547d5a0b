using System.Buffers;

namespace BloomCoin.Chain.Rules;

/// <summary>The rules of a block that need no other block.</summary>
public static class BlockRules
{
    /// <summary>Rules 2 and 3 but for the coinbase's height; null when they hold. Rule 1 holds for every <see cref="Block"/>.</summary>
    public static RuleViolation? CheckStructure(Block block) =>
        CertificateRules.Check(block.Certificate, block.Header)
        ?? CheckMerkleRoot(block)
        ?? CheckCoinbases(block)
        ?? CheckTransactions(block);

    /// <summary>Rule 3's last part, once the parent tells the height: the coinbase's output_index is the block's height.</summary>
    public static RuleViolation? CheckCoinbaseHeight(Block block, int height)
    {
        if (block.Transactions.Count == 0)
            return null;
        var claimed = block.Transactions[0].Inputs[0].Spends.Index;
        return claimed == (uint)height ? null : RuleViolation.Of(Fault.CoinbaseHeight,
            $"the coinbase is for height {claimed}, the block is at {height}");
    }

    private static RuleViolation? CheckMerkleRoot(Block block)
    {
        var count = block.Transactions.Count;
        var ids = ArrayPool<Hash256>.Shared.Rent(count);
        for (var i = 0; i < count; i++)
            ids[i] = block.Transactions[i].Id;
        var root = MerkleRoot.Compute(ids.AsSpan(0, count), out var repeatsTail);
        ArrayPool<Hash256>.Shared.Return(ids);

        if (root != block.Header.MerkleRoot)
        {
            return RuleViolation.Of(Fault.MerkleRoot,
                $"the merkle root is {root}, the header says {block.Header.MerkleRoot}");
        }
        return repeatsTail ? RuleViolation.Of(Fault.RepeatedTail, $"the list of {count} transactions repeats its tail") : null;
    }

    private static RuleViolation? CheckCoinbases(Block block)
    {
        for (var i = 0; i < block.Transactions.Count; i++)
        {
            var isCoinbase = block.Transactions[i].IsCoinbase;
            if (isCoinbase == (i == 0))
                continue;
            return isCoinbase
                ? RuleViolation.Of(Fault.ExtraCoinbase, $"transaction {i} is a coinbase")
                : new(Fault.MissingCoinbase, "the first transaction is no coinbase");
        }
        return null;
    }

    private static RuleViolation? CheckTransactions(Block block)
    {
        for (var i = 0; i < block.Transactions.Count; i++)
        {
            if (TransactionRules.Check(block.Transactions[i]) is { } violation)
                return violation;
        }
        return null;
    }
}
