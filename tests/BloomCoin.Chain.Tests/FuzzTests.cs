using System.Buffers.Binary;
using BloomCoin.Chain.Rules;
using BloomCoin.Chain.Tests.Vectors;
using CsCheck;

namespace BloomCoin.Chain.Tests;

/// <summary>Whatever a stranger sends in a block's or a transaction's place: an answer and no exception, in memory bounded by what was sent.</summary>
/// <remarks>The counts and lengths in the bytes promise anything up to 4 GiB; what is allocated must follow from what is there.</remarks>
public sealed class FuzzTests
{
    /// <summary>Objects made of the bytes: a transaction of 156 bytes takes about 300 in memory, its bytes not counted, since they are not copied.</summary>
    private const int PerByte = 2;

    /// <summary>A violation with its sentence, and pools that are filled.</summary>
    private const int Fixed = 8 * 1024;

    /// <summary>Numbers that lengths and counts are made of when they lie.</summary>
    private static readonly Gen<uint> Numbers = Gen.OneOf(
        Gen.OneOf([.. new[] { 0u, 1u, 2u, 7u, 0x7fff_ffffu, 0x8000_0000u, uint.MaxValue }.Select(Gen.Const)]), Gen.UInt, Gen.UInt[0, 4096]);

    /// <summary>Real bytes, changed a few times: numbers overwritten, pieces cut out, repeated, or replaced by noise.</summary>
    private static readonly Gen<byte[]> Blocks = Changed(Gen.Int[0, ReferenceChain.Blocks.Count - 1].Select(height => ReferenceChain.Blocks[height].ToArray()));

    private static readonly Gen<byte[]> Transactions = Changed(Gen.Int[1, ReferenceChain.Blocks.Count - 1].Select(height =>
        ReferenceChain.At(height).Transactions[^1].Bytes.ToArray()));

    [Fact]
    public void A_block_of_any_bytes_is_answered_in_memory_bounded_by_its_bytes() => Blocks.Sample(bytes => Bounded(bytes.Length, () =>
    {
        if (!Block.TryParse(bytes, out var block, out var violation))
            Assert.True(violation.Rule is Rule.Structure or Rule.Transactions);   // no inputs, no outputs: rule 3
        else if (BlockRules.CheckStructure(block) is { } broken)
            Assert.True(broken.Rule is Rule.Certificate or Rule.Transactions);
    }), iter: 30_000, threads: 1);

    [Fact]
    public void A_transaction_of_any_bytes_is_answered_in_memory_bounded_by_its_bytes() => Transactions.Sample(bytes => Bounded(bytes.Length, () =>
    {
        if (Transaction.TryParse(bytes, out var transaction, out var violation)) TransactionRules.Check(transaction);
        else Assert.True(violation.Rule is Rule.Structure or Rule.Transactions);
    }), iter: 30_000, threads: 1);

    [Theory]
    [InlineData(BlockHeader.Length)]                     // the certificate's length
    [InlineData(BlockHeader.Length + 4 + 8)]             // its oscillators
    [InlineData(BlockHeader.Length + 4 + 20)]            // its rounds
    public void A_length_that_promises_gigabytes_allocates_none(int offset)
    {
        foreach (var promise in new[] { uint.MaxValue, 0x7fff_ffffu, 0x1000_0000u })
        {
            var bytes = Mutation.Overwrite(offset, promise);
            Bounded(bytes.Length, () => Assert.False(Block.TryParse(bytes, out _, out _)));
        }
    }

    private static void Bounded(int length, Action parse)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        parse();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Fixed + ((long)PerByte * length));
    }

    private static Gen<byte[]> Changed(Gen<byte[]> originals) =>
        Gen.Select(originals, Gen.Select(Gen.Int[0, 5], Gen.Int[0, 100_000], Gen.Int[1, 200], Numbers).Array[1, 6], (bytes, changes) =>
        {
            foreach (var (what, at, length, number) in changes) bytes = Change(bytes, what, at, length, number);
            return bytes;
        });

    private static byte[] Change(byte[] bytes, int what, int at, int length, uint number)
    {
        if (bytes.Length < 8) return bytes;
        at %= bytes.Length - 4;
        length = Math.Min(length, bytes.Length - at);
        switch (what)
        {
            case 0 or 1:   // aligned to what follows the header, as most numbers are
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at & ~3), number);
                return bytes;
            case 2:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 3:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 4:
                new Random((int)number).NextBytes(bytes.AsSpan(at, length));
                return bytes;
            default:
                return bytes[..at];
        }
    }
}
