using BloomCoin.Chain;
using BloomCoin.Chain.Coins;

namespace BloomCoin.Storage;

/// <summary>What consecutive blocks do to the outputs, the same for both stores. An output that they make and spend is written once.</summary>
internal sealed class CoinChanges
{
    private readonly Dictionary<OutPoint, StoredCoin> _made = [];
    private readonly List<(OutPoint Output, int Height)> _spent = [];

    /// <summary>New outputs.</summary>
    public IReadOnlyDictionary<OutPoint, StoredCoin> Made => _made;

    /// <summary>Outputs of earlier blocks, and the height that spends them.</summary>
    public IReadOnlyList<(OutPoint Output, int Height)> Spent => _spent;

    public static CoinChanges Of(IEnumerable<StoredBlock> blocks)
    {
        var changes = new CoinChanges();
        foreach (var block in blocks) changes.Add(block.Block, block.Height);
        return changes;
    }

    /// <summary>Adds the next block.</summary>
    public void Add(Block block, int height)
    {
        foreach (var transaction in block.Transactions)
        {
            if (!transaction.IsCoinbase)
            {
                foreach (var input in transaction.Inputs) Spend(input.Spends, height);
            }

            for (var i = 0; i < transaction.Outputs.Count; i++)
            {
                var output = transaction.Outputs[i];
                _made.Add(
                    new OutPoint(transaction.Id, (uint)i),
                    new StoredCoin(new Coin(output.Amount, output.Address, height, transaction.IsCoinbase), null));
            }
        }
    }

    /// <summary>The store holds valid branches only, so this means a bug of ours or a database that was changed by hand.</summary>
    public static ChainStoreException NotUnspent(int expected, int found) => new(
        $"the chain store does not fit its chain: {expected} outputs are spent, of which {found} are there and unspent", isTransient: false, null);

    private void Spend(OutPoint output, int height)
    {
        if (_made.TryGetValue(output, out var made)) _made[output] = made with { SpentHeight = height };
        else _spent.Add((output, height));
    }
}
