using System.Security.Cryptography;
using System.Text;
using BloomCoin.Chain;
using BloomCoin.Keys;
using BloomCoin.Node.Tests.Chains;

namespace BloomCoin.Node.Tests.Relay;

/// <summary>
/// Who owns the reference chain's outputs: the keys SHA-256("bloom vector key N"), N = 0 to 7. They sign what spends them.
/// </summary>
internal static class ReferenceOwners
{
    private static readonly Dictionary<Hash256, PrivateKey> Keys = Enumerable.Range(0, 8)
        .Select(number => PrivateKey.FromSeed(SHA256.HashData(Encoding.ASCII.GetBytes($"bloom vector key {number}"))))
        .ToDictionary(key => key.Address);

    private static readonly Lazy<List<(OutPoint Output, TransactionOutput Coin)>> Coins = new(FindSpendable);

    /// <summary>A signed transaction that spends an unspent, mature output of the chain; another number, another output.</summary>
    public static Transaction Pay(int number, ulong fee = 1000)
    {
        var (output, coin) = Coins.Value[number];
        return Pay(output, coin, fee);
    }

    /// <summary>A signed transaction that spends the first output of another.</summary>
    public static Transaction Pay(Transaction parent, ulong fee = 1000) => Pay(new OutPoint(parent.Id, 0), parent.Outputs[0], fee);

    private static Transaction Pay(OutPoint output, TransactionOutput coin, ulong fee)
    {
        List<TransactionOutput> outputs = [coin with { Amount = coin.Amount - fee }];
        return Keys[coin.Address].Sign(Transaction.Create([new TransactionInput(output, default)], outputs));
    }

    private static List<(OutPoint Output, TransactionOutput Coin)> FindSpendable()
    {
        var unspent = new Dictionary<OutPoint, TransactionOutput>();
        for (var height = 0; height <= ReferenceChain.TipHeight; height++)
        {
            Assert.True(Block.TryParse(ReferenceChain.Block(height).ToArray(), out var block, out _));
            foreach (var transaction in block.Transactions)
            {
                foreach (var input in transaction.Inputs) unspent.Remove(input.Spends);
                var isMature = !transaction.IsCoinbase || height <= ReferenceChain.TipHeight + 1 - Constants.CoinbaseMaturity;
                for (var i = 0; i < transaction.Outputs.Count && isMature; i++)
                    unspent[new OutPoint(transaction.Id, (uint)i)] = transaction.Outputs[i];
            }
        }

        return
        [
            .. unspent.Where(coin => coin.Value.Amount > 10_000 && Keys.ContainsKey(coin.Value.Address))
                .Select(coin => (coin.Key, coin.Value)),
        ];
    }
}
