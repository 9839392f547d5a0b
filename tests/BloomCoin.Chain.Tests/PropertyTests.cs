using BloomCoin.Chain.Rules;
using BloomCoin.Chain.Tests.Vectors;
using CsCheck;

namespace BloomCoin.Chain.Tests;

/// <summary>What holds for all bytes. CsCheck prints the seed of a failure.</summary>
public sealed class PropertyTests
{
    private static readonly Gen<Hash256> Hashes = Gen.Byte.Array[Hash256.Length].Select(bytes => new Hash256(bytes));

    private static readonly Gen<TransactionInput> Inputs = Gen.Select(
        Hashes, Gen.UInt, Gen.Byte.Array[64], (id, index, signature) => new TransactionInput(new OutPoint(id, index), signature));

    private static readonly Gen<TransactionOutput> Outputs =
        Gen.Select(Gen.ULong, Hashes, (amount, address) => new TransactionOutput(amount, address));

    private static readonly Gen<Transaction> Transactions = Gen.Select(
        Inputs.Array[1, 20], Outputs.Array[1, 20], Gen.UInt, Gen.UInt,
        (inputs, outputs, lockTime, version) => Transaction.Create(inputs, outputs, lockTime, version));

    private static readonly Gen<BlockHeader> Headers =
        from version in Gen.UInt
        from hashes in Hashes.Array[2]
        from numbers in Gen.UInt.Array[4]
        from floats in Gen.Float.Array[2]
        select new BlockHeader(version, hashes[0], hashes[1], numbers[0], numbers[1], numbers[2], floats[0], floats[1], numbers[3]);

    [Fact]
    public void A_written_header_reads_back() => Headers.Sample(header =>
    {
        var bytes = new byte[BlockHeader.Length];
        header.Write(bytes);
        return BlockHeader.Read(bytes) == header && header.ComputeHash() == BlockHeader.HashOf(bytes);
    });

    [Fact]
    public void A_written_transaction_parses_back() => Transactions.Sample(transaction =>
    {
        Assert.True(Transaction.TryParse(transaction.Bytes.ToArray(), out var parsed, out _));
        Assert.Equal(transaction.Id, parsed.Id);
        Assert.Equal((transaction.Version, transaction.LockTime), (parsed.Version, parsed.LockTime));
        Assert.Equal(transaction.Outputs, parsed.Outputs);
        Assert.Equal(transaction.Inputs.Select(input => input.Spends), parsed.Inputs.Select(input => input.Spends));
        Assert.Equal(
            transaction.Inputs.Select(input => input.Signature.ToArray()), parsed.Inputs.Select(input => input.Signature.ToArray()));
        var rewritten = Transaction.Create(parsed.Inputs, parsed.Outputs, parsed.LockTime, parsed.Version);
        Assert.Equal(parsed.Bytes.ToArray(), rewritten.Bytes.ToArray());
    });

    [Fact]   // chain-format, Transaction: the same bytes without the signatures
    public void A_signature_changes_neither_the_signing_bytes_nor_the_txid() =>
        Gen.Select(Transactions, Gen.Byte.Array[64]).Sample((transaction, signature) =>
        {
            var resigned = Transaction.Create(
                [.. transaction.Inputs.Select(input => input with { Signature = signature })],
                transaction.Outputs, transaction.LockTime, transaction.Version);
            return resigned.Id == transaction.Id && resigned.GetSigningBytes().AsSpan().SequenceEqual(transaction.GetSigningBytes());
        });

    [Fact]
    public void Every_prefix_of_a_transaction_is_refused() => Transactions.Sample(transaction =>
    {
        for (var length = 0; length < transaction.Bytes.Length; length++)
            Assert.False(Transaction.TryParse(transaction.Bytes[..length], out _, out _));
    }, iter: 20);

    [Fact]
    public void A_block_writes_back_to_the_bytes_it_was_parsed_from()
    {
        foreach (var bytes in ReferenceChain.Blocks)
        {
            Assert.True(Block.TryParse(bytes, out var block, out _));
            var written = Block.Create(block.Header, block.Certificate, block.Transactions);
            Assert.True(bytes.Span.SequenceEqual(written.Bytes.Span));
        }
    }

    [Fact]
    public void Every_mutation_of_a_single_byte_breaks_a_named_rule_or_none()
    {
        var bytes = Mutation.Original.Bytes.ToArray();
        var valid = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            var original = bytes[at];
            for (var flip = 1; flip <= byte.MaxValue; flip++)
            {
                bytes[at] = (byte)(original ^ flip);
                var violation = Mutation.Judge(bytes);
                if (violation is null)
                    valid++;
                else
                    Assert.True(Enum.IsDefined(violation.Fault) && violation.Detail.Length > 0);
            }
            bytes[at] = original;
        }
        // Free fields (version, nonce, psi, signatures) stay valid, what links and counts does not.
        Assert.InRange(valid, 1, bytes.Length * 255 / 2);
    }

    [Fact]
    public void Random_bytes_break_a_rule() => Gen.Byte.Array[0, 2000].Sample(bytes =>
        Mutation.Judge(bytes) is not null && !Transaction.TryParse(bytes, out _, out _));

    [Fact]
    public void Random_bytes_in_the_middle_of_a_block_break_a_named_rule_or_none() =>
        Gen.Select(Gen.Int[0, Mutation.Original.Bytes.Length - 1], Gen.Byte.Array[1, 64]).Sample((at, noise) =>
        {
            var bytes = Mutation.Original.Bytes.ToArray();
            noise.AsSpan(0, Math.Min(noise.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
            return Mutation.Judge(bytes) is not { } violation || Enum.IsDefined(violation.Fault);
        });

    [Fact]   // chain-format, Difficulty: compact form as in Bitcoin's nBits
    public void A_target_loses_at_most_its_low_bits_in_compact_form() => Gen.Byte.Array[1, 32].Sample(bytes =>
    {
        var target = new System.Numerics.BigInteger(bytes, isUnsigned: true) + 1;
        if (!CompactTarget.TryDecode(CompactTarget.Encode(target), out var decoded, out _))
            return target >> 256 > 0;
        return decoded <= target && target - decoded <= target >> 15 && CompactTarget.Encode(decoded) == CompactTarget.Encode(target);
    });

    [Fact]   // CVE-2012-2459
    public void A_merkle_root_without_equal_neighbours_repeats_no_tail() => Hashes.Array[0, 40].Sample(leaves =>
    {
        MerkleRoot.Compute(leaves, out var repeats);
        if (leaves.Length % 2 == 0 || leaves.Length == 1)
            return !repeats;
        var same = MerkleRoot.Compute(leaves, out _) == MerkleRoot.Compute([.. leaves, leaves[^1]], out var repeated);
        return !repeats && same && repeated;
    });

    [Fact]   // chain-format, Constants
    public void Each_lucas_number_is_the_sum_of_the_two_before() => Gen.UInt[2, 3000].Sample(n =>
        Lucas.At(n) == unchecked(Lucas.At(n - 1) + Lucas.At(n - 2)));
}
