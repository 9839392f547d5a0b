using System.Buffers.Binary;
using BloomCoin.Chain;

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>Chains as data. The store takes blocks on trust, so these keep rule 6 (but for signatures) and no other; each block has the work 1.</summary>
internal static class TestChain
{
    public const int HeaderLength = BlockHeader.Length;

    private static readonly Certificate Certificate = Certificate.Create(0, new float[7], new float[7], new float[7]);

    /// <summary>The 2 501 blocks of the golden chain, heights 0 to 2500.</summary>
    public static readonly IReadOnlyList<StoredBlock> Reference = ReadReference();

    /// <summary>A chain from its genesis on.</summary>
    public static List<StoredBlock> New(int count, int seed = 1) => Extend((ChainTip?)null, count, seed);

    public static List<StoredBlock> Extend(StoredBlock parent, int count, int seed) => Extend(Tip(parent), count, seed);

    /// <summary>Blocks of assorted lengths on top of another, which spend each other's outputs. Different seeds give different branches.</summary>
    /// <param name="parent">The block before the first; null for a genesis block.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of all that is chance in them.</param>
    /// <param name="coins">Outputs of the branch below that they may spend as well.</param>
    public static List<StoredBlock> Extend(ChainTip? parent, int count, int seed, IEnumerable<OutPoint>? coins = null)
    {
        var random = new Random(seed);
        var unspent = coins?.ToList() ?? [];
        var blocks = new List<StoredBlock>(count);
        for (; blocks.Count < count; parent = Tip(blocks[^1]))
        {
            var header = new BlockHeader(1, parent?.Hash ?? default, Any(random), 0, 0, (uint)random.Next(), 1, 0, 7);
            blocks.Add(Link(parent, Block.Create(header, Certificate, Transactions((parent?.Height ?? -1) + 1, unspent, random))));
        }

        return blocks;
    }

    /// <summary>A block with one coinbase, to an address.</summary>
    public static StoredBlock Pay(StoredBlock parent, Hash256 address, params IReadOnlyList<Transaction> others)
    {
        var header = new BlockHeader(1, parent.Hash, address, 0, 0, (uint)others.Count, 1, 0, 7);
        return Link(Tip(parent), Block.Create(header, Certificate, [Transaction.CreateCoinbase(parent.Height + 1, 100, address), .. others]));
    }

    public static ChainTip Tip(StoredBlock block) => new(block.Hash, block.Height, block.Work);

    public static Hash256[] Hashes(IEnumerable<StoredBlock> blocks) => [.. blocks.Select(block => block.Hash)];

    public static byte[] Headers(IEnumerable<StoredBlock> blocks) => [.. blocks.SelectMany(block => block.Bytes[..HeaderLength].ToArray())];

    public static Hash256 ParentOf(ReadOnlySpan<byte> header) => BlockHeader.Read(header).PrevHash;

    public static StoredBlock Link(ChainTip? parent, Block block) =>
        new(block, (parent?.Height ?? -1) + 1, new ChainWork(1) + (parent?.Work ?? ChainWork.Zero));

    /// <summary>A coinbase, and up to three transactions that spend from the list and add to it. Sometimes no transaction at all.</summary>
    private static List<Transaction> Transactions(int height, List<OutPoint> unspent, Random random)
    {
        if (height == 0 || random.Next(10) == 0) return [];
        var transactions = new List<Transaction> { Transaction.CreateCoinbase(height, (ulong)random.Next(1, 1000), Any(random)) };
        for (var spending = random.Next(4); spending > 0 && unspent.Count > 0; spending--)
        {
            var inputs = Enumerable.Range(0, Math.Min(unspent.Count, random.Next(1, 3))).Select(_ => Take(unspent, random));
            var outputs = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new TransactionOutput((ulong)random.Next(1, 500), Any(random)));
            Add(transactions, Transaction.Create([.. inputs], [.. outputs]), unspent);
        }

        unspent.Add(new OutPoint(transactions[0].Id, 0));
        return transactions;
    }

    private static void Add(List<Transaction> transactions, Transaction transaction, List<OutPoint> unspent)
    {
        transactions.Add(transaction);
        for (var i = 0; i < transaction.Outputs.Count; i++) unspent.Add(new OutPoint(transaction.Id, (uint)i));
    }

    private static TransactionInput Take(List<OutPoint> unspent, Random random)
    {
        var at = random.Next(unspent.Count);
        var output = unspent[at];
        unspent.RemoveAt(at);
        return new TransactionInput(output, default);
    }

    private static Hash256 Any(Random random)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Length];
        random.NextBytes(bytes);
        return new Hash256(bytes);
    }

    private static List<StoredBlock> ReadReference()
    {
        var file = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "reference-chain-2500.blocks")).AsMemory();
        var blocks = new List<StoredBlock>();
        while (!file.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.Span);
            Assert.True(Block.TryParse(file.Slice(sizeof(int), length), out var block, out _));
            blocks.Add(Link(blocks.Count == 0 ? null : Tip(blocks[^1]), block));
            file = file[(sizeof(int) + length)..];
        }

        return blocks;
    }
}
