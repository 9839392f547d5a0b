using BloomCoin.Chain;
using BloomCoin.Chain.Coins;

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>The outputs after a chain of blocks, by walking over all of them: what the stores are compared with.</summary>
internal static class CoinModel
{
    /// <summary>Every output that the blocks made, and the height that spends it.</summary>
    public static Dictionary<OutPoint, StoredCoin> Of(IEnumerable<StoredBlock> chain)
    {
        var coins = new Dictionary<OutPoint, StoredCoin>();
        foreach (var block in chain)
        {
            foreach (var transaction in block.Block.Transactions)
            {
                foreach (var input in transaction.Inputs.Where(_ => !transaction.IsCoinbase))
                    coins[input.Spends] = coins[input.Spends] with { SpentHeight = block.Height };
                for (var i = 0; i < transaction.Outputs.Count; i++)
                {
                    var (amount, address) = transaction.Outputs[i];
                    coins.Add(new OutPoint(transaction.Id, (uint)i), new StoredCoin(new Coin(amount, address, block.Height, transaction.IsCoinbase), null));
                }
            }
        }

        return coins;
    }

    public static IEnumerable<OutPoint> Unspent(IEnumerable<StoredBlock> chain) =>
        Of(chain).Where(coin => coin.Value.SpentHeight is null).Select(coin => coin.Key);

    /// <summary>Compares all that a store says of its outputs with the chain that it should hold. <paramref name="others"/> are blocks off that chain.</summary>
    public static async Task Check(ICoinStore store, IReadOnlyList<StoredBlock> chain, IEnumerable<StoredBlock>? others = null)
    {
        var model = Of(chain);
        Assert.Equal(model.Values.Select(coin => (StoredCoin?)coin), await store.ReadCoins([.. model.Keys]));

        var unspent = model.Where(coin => coin.Value.SpentHeight is null).ToList();
        var supply = await store.ReadSupply();
        Assert.Equal((unspent.Count, unspent.Sum(coin => (long)coin.Value.Coin.Amount)), ((int)supply.Outputs, (long)supply.Total));
        Assert.Equal(chain.Count == 0 ? null : TestChain.Tip(chain[^1]), supply.Tip);

        var elsewhere = Of(others?.Select(Unlinked) ?? []).Keys.Where(output => !model.ContainsKey(output)).ToList();
        Assert.All(await store.ReadCoins(elsewhere), coin => Assert.Null(coin));
    }

    /// <summary>A block whose inputs are left out: what it spends may be on no chain that is looked at.</summary>
    private static StoredBlock Unlinked(StoredBlock block) => block with
    {
        Block = Block.Create(block.Block.Header, block.Block.Certificate, [.. block.Block.Transactions.Where(transaction => transaction.IsCoinbase)]),
    };
}
