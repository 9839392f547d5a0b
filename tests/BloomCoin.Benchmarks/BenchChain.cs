using System.Buffers.Binary;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Client;
using NSec.Cryptography;

namespace BloomCoin.Benchmarks;

/// <summary>A valid mainnet chain to measure with.</summary>
/// <param name="Name">What it is, for the table.</param>
/// <param name="Blocks">The genesis block first.</param>
internal sealed record BenchChain(string Name, IReadOnlyList<Block> Blocks)
{
    public Block Tip => Blocks[^1];

    public int Height => Blocks.Count - 1;

    /// <summary>Transactions that are signed: what costs most to check.</summary>
    public int Payments => Blocks.Sum(block => Math.Max(0, block.Transactions.Count - 1));

    /// <summary>tests/vectors: 2 500 blocks of the public implementation, 0.66 payments a block.</summary>
    public static BenchChain Reference()
    {
        var file = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "reference-chain-2500.blocks")).AsMemory();
        var blocks = new List<Block>();
        while (!file.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.Span);
            if (!Block.TryParse(file.Slice(sizeof(int), length), out var block, out var violation))
                throw new InvalidOperationException(violation.ToString());
            blocks.Add(block);
            file = file[(sizeof(int) + length)..];
        }

        return new BenchChain("reference", blocks);
    }

    /// <summary>A longer one of the same kind: one payment with one input and two outputs in most blocks, signed.</summary>
    public static BenchChain Generate(int height)
    {
        using var key = Key.Import(SignatureAlgorithm.Ed25519, new byte[32], KeyBlobFormat.RawPrivateKey);
        var owner = new Hash256(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
        var certificate = Certificate.Create(0, [1, 1, 1, 1, 1, 1, 1], new float[7], new float[Constants.Oscillators]);
        var window = HeaderWindow.FromGenesis(ChainParameters.Mainnet);
        var blocks = new List<Block> { ChainParameters.Mainnet.Genesis };
        while (blocks.Count <= height)
        {
            var transactions = new List<Transaction> { Transaction.CreateCoinbase(blocks.Count, Rewards.At(blocks.Count), owner) };
            if (blocks.Count > Constants.CoinbaseMaturity + 1 && blocks.Count % 3 != 0)
                transactions.Add(Pay(blocks[^(Constants.CoinbaseMaturity + 1)].Transactions[0], owner, key));
            var header = new BlockHeader(
                1, window.Hash, MerkleRoot.Compute([.. transactions.Select(transaction => transaction.Id)], out _),
                window.Timestamp + ChainParameters.Mainnet.BlockSeconds, window.NextDifficulty(ChainParameters.Mainnet), 0, 1, 0, Constants.Oscillators);
            var block = Block.Create(header, certificate, transactions);
            if (!window.TryExtend(block.Bytes.Span, block.Hash, ChainParameters.Mainnet, DateTimeOffset.MaxValue, out var violation))
                throw new InvalidOperationException(violation!.ToString());
            blocks.Add(block);
        }

        return new BenchChain("generated", blocks);
    }

    /// <summary>Gives it to a node that has its genesis block.</summary>
    public async Task Give(IBloomClient node)
    {
        foreach (var chunk in Blocks.Skip(1).Chunk(500))
        {
            var batch = new BlockBatchBuilder();
            foreach (var block in chunk) batch.Add(block.Bytes.Span);
            if ((await node.Chain.Append(batch.Build(), CancellationToken.None)).Refusal is { } refusal) throw new InvalidOperationException(refusal.ToString());
        }
    }

    private static Transaction Pay(Transaction coinbase, Hash256 owner, Key key)
    {
        var (output, amount) = (new OutPoint(coinbase.Id, 0), coinbase.Outputs[0].Amount);
        TransactionOutput[] outputs = [new(amount / 2, owner), new(amount / 4, owner)];
        var unsigned = Transaction.Create([new TransactionInput(output, default)], outputs);
        return Transaction.Create([new TransactionInput(output, SignatureAlgorithm.Ed25519.Sign(key, unsigned.GetSigningBytes()))], outputs);
    }
}
