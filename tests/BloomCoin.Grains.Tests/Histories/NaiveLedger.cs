using BloomCoin.Chain;

namespace BloomCoin.Grains.Tests.Histories;

/// <summary>The outputs of one branch and rule 6, as plainly as they can be written: a copy of everything for every block.</summary>
internal sealed class NaiveLedger
{
    public static readonly NaiveLedger Empty = new([]);

    private readonly Dictionary<OutPoint, NaiveCoin> _coins;

    private NaiveLedger(Dictionary<OutPoint, NaiveCoin> coins) => _coins = coins;

    public IReadOnlyDictionary<OutPoint, NaiveCoin> Coins => _coins;

    /// <summary>The outputs after a block; null when it breaks rule 6.</summary>
    public NaiveLedger? After(Block block, int height)
    {
        var coins = new Dictionary<OutPoint, NaiveCoin>(_coins);
        var fees = 0m;
        foreach (var transaction in block.Transactions.Skip(1))
        {
            if (transaction.LockTime > height) return null;
            var paid = 0m;
            for (var i = 0; i < transaction.Inputs.Count; i++)
            {
                var input = transaction.Inputs[i];
                if (!coins.TryGetValue(input.Spends, out var coin) || coin.SpentAt is not null) return null;
                if (coin.IsCoinbase && height < coin.Height + 7) return null;
                if (!Owner.Verifies(transaction, i, coin.Address)) return null;
                coins[input.Spends] = coin with { SpentAt = height };
                paid += coin.Amount;
            }

            var made = transaction.Outputs.Sum(output => (decimal)output.Amount);
            if (made > paid) return null;
            fees += paid - made;
            Add(coins, transaction, height, isCoinbase: false);
        }

        if (block.Transactions.Count == 0) return new NaiveLedger(coins);
        var coinbase = block.Transactions[0];
        if (coinbase.LockTime > height || coinbase.Outputs.Sum(output => (decimal)output.Amount) > 685_410_196m + fees) return null;
        Add(coins, coinbase, height, isCoinbase: true);
        return new NaiveLedger(coins);
    }

    private static void Add(Dictionary<OutPoint, NaiveCoin> coins, Transaction transaction, int height, bool isCoinbase)
    {
        for (var i = 0; i < transaction.Outputs.Count; i++)
        {
            var (amount, address) = transaction.Outputs[i];
            coins[new OutPoint(transaction.Id, (uint)i)] = new NaiveCoin(amount, address, height, isCoinbase, null);
        }
    }
}

internal sealed record NaiveCoin(ulong Amount, Hash256 Address, int Height, bool IsCoinbase, int? SpentAt);
