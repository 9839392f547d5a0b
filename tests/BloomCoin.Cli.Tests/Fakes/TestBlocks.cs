using System.Security.Cryptography;
using System.Text;
using BloomCoin.Chain;
using BloomCoin.Keys;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>Blocks and transactions that parse; no rule beyond that holds for them.</summary>
internal static class TestBlocks
{
    public static readonly Hash256 Alice = DoubleSha256.Of("alice"u8);
    public static readonly Hash256 Bob = DoubleSha256.Of("bob"u8);

    public static Block Genesis => ChainParameters.Devnet.Genesis;

    /// <summary>A block on a parent, one minute later.</summary>
    public static Block On(Block parent, uint nonce, params Transaction[] transactions) => Block.Create(
        parent.Header with
        {
            PrevHash = parent.Hash,
            Timestamp = parent.Header.Timestamp + 60,
            Nonce = nonce,
            OrderParameter = 0.875f,
            MeanPhase = 0.5f,
        },
        parent.Certificate,
        transactions);

    /// <summary>A chain of so many blocks, each with a coinbase for Alice.</summary>
    public static Block[] Chain(int count)
    {
        var chain = new List<Block> { Genesis };
        while (chain.Count < count)
            chain.Add(On(chain[^1], (uint)chain.Count, Transaction.CreateCoinbase(chain.Count, 685_410_196, Alice)));
        return [.. chain];
    }

    /// <summary>A transaction that spends one output.</summary>
    public static Transaction Spend(OutPoint output, ulong amount, Hash256 to) =>
        Transaction.Create([new(output, default)], [new(amount, to)]);

    /// <summary>An output that nobody asks for.</summary>
    public static OutPoint Somewhere(byte seed) => new(DoubleSha256.Of([seed]), seed);

    public static PrivateKey VectorKey(int n) => PrivateKey.FromSeed(SHA256.HashData(Encoding.ASCII.GetBytes($"bloom vector key {n}")));
}
