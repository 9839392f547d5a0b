using BloomCoin.Chain.Rules;
using BloomCoin.Chain.Tests.Vectors;

namespace BloomCoin.Chain.Tests.Rules;

// chain-format rule 1
public sealed class StructureTests
{
    private const int CertificateAt = BlockHeader.Length + sizeof(uint);

    private static readonly int TransactionsAt = CertificateAt + Mutation.Original.Certificate.Bytes.Length;

    [Fact]
    public void The_original_breaks_no_rule() => Assert.Null(Mutation.Judge(Mutation.Original.Bytes));

    [Fact]
    public void A_prefix_of_a_block_is_truncated()
    {
        for (var length = 0; length < Mutation.Original.Bytes.Length; length++)
            Mutation.AssertBreaks(Fault.Truncated, Mutation.Judge(Mutation.Original.Bytes[..length]));
    }

    [Fact]
    public void Nothing_may_follow_a_block() => Mutation.AssertBreaks(
        Fault.TrailingBytes, Mutation.Judge((byte[])[.. Mutation.Original.Bytes.Span, 0]));

    [Fact]
    public void A_block_over_32_MiB_is_too_large() =>
        Mutation.AssertBreaks(Fault.TooLarge, Mutation.Judge(new byte[32 * 1024 * 1024 + 1]));

    [Fact]
    public void A_block_of_32_MiB_is_not_too_large()
    {
        var violation = Mutation.Judge(new byte[32 * 1024 * 1024]);
        Assert.NotNull(violation);
        Assert.NotEqual(Fault.TooLarge, violation.Fault);
    }

    [Theory]
    [InlineData(80, float.NaN), InlineData(80, float.PositiveInfinity), InlineData(84, float.NaN), InlineData(84, float.NegativeInfinity)]
    [InlineData(CertificateAt + 12, float.NaN)]                  // threshold
    [InlineData(CertificateAt + 24, float.PositiveInfinity)]     // the first r
    [InlineData(CertificateAt + 24 + 7 * 4, float.NaN)]          // an r or psi
    public void A_float_that_is_not_finite_is_refused(int offset, float value) => Mutation.AssertBreaks(
        Fault.NotFinite, Mutation.Judge(Mutation.Overwrite(offset, BitConverter.SingleToUInt32Bits(value))));

    [Fact]
    public void The_last_phase_must_be_finite_as_well() => Mutation.AssertBreaks(
        Fault.NotFinite, Mutation.Judge(Mutation.Overwrite(TransactionsAt - sizeof(float), BitConverter.SingleToUInt32Bits(float.NaN))));

    [Theory]
    [InlineData(8), InlineData(20)]   // N, n
    public void A_certificate_with_fewer_values_than_bytes_has_trailing_bytes(int offset) =>
        Mutation.AssertBreaks(Fault.TrailingBytes, Mutation.Judge(Mutation.Overwrite(CertificateAt + offset, 0)));

    [Fact]
    public void A_transaction_longer_than_its_counts_has_trailing_bytes()
    {
        var bytes = (byte[])[.. Mutation.Original.Transactions[0].Bytes.Span, 0];
        Assert.False(Transaction.TryParse(bytes, out _, out var violation));
        Mutation.AssertBreaks(Fault.TrailingBytes, violation);
    }

    [Fact]
    public void A_claimed_count_of_4294967295_allocates_nothing_by_it()
    {
        int[] counts =
        [
            BlockHeader.Length,                                  // cert_len
            CertificateAt + 8, CertificateAt + 20,               // N, n
            TransactionsAt, TransactionsAt + 4,                  // tx_count, tx_len
            TransactionsAt + 12, TransactionsAt + 12 + 4 + 100,  // inputs, outputs of the coinbase
        ];
        foreach (var offset in counts)
        {
            var bytes = Mutation.Overwrite(offset, uint.MaxValue);
            Mutation.Judge(bytes);   // whatever is allocated once, is now
            var before = GC.GetAllocatedBytesForCurrentThread();
            var violation = Mutation.Judge(bytes);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * 1024);
            Mutation.AssertBreaks(Fault.Truncated, violation);
        }
    }

    [Fact]   // a listed transaction takes at least 20 bytes: its length and its fixed fields
    public void A_count_of_more_transactions_than_the_bytes_left_can_hold_is_refused_before_any_is_read()
    {
        var most = (uint)(Mutation.Original.Bytes.Length - TransactionsAt - sizeof(uint)) / 20;
        var over = Mutation.Judge(Mutation.Overwrite(TransactionsAt, most + 1));
        var within = Mutation.Judge(Mutation.Overwrite(TransactionsAt, most));

        Mutation.AssertBreaks(Fault.Truncated, over);
        Assert.EndsWith($"are left for {most + 1} transactions", over!.Detail, StringComparison.Ordinal);
        Mutation.AssertBreaks(Fault.Truncated, within);
        Assert.StartsWith("transaction 4:", within!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Transactions_without_inputs_are_refused_before_the_rest_is_read()
    {
        // 32 MiB of transactions of 16 bytes: parsed, they would take ten times as much.
        var original = Mutation.Original.Bytes.Span[..TransactionsAt];
        const int Count = 1_000_000;
        var bytes = new byte[TransactionsAt + 4 + Count * 20];
        original.CopyTo(bytes);
        BitConverter.TryWriteBytes(bytes.AsSpan(TransactionsAt), Count);
        for (var i = 0; i < Count; i++)
            bytes[TransactionsAt + 4 + i * 20] = 16;

        var before = GC.GetAllocatedBytesForCurrentThread();
        var violation = Mutation.Judge(bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Count * IntPtr.Size + 16 * 1024);
        Mutation.AssertBreaks(Fault.NoInputs, violation);
    }

    [Fact]
    public void A_transaction_in_a_block_is_named_by_its_position()
    {
        Assert.False(Block.TryParse(Mutation.Overwrite(TransactionsAt + 12, 7777), out _, out var violation));
        Assert.Contains("transaction 0:", violation.ToString(), StringComparison.Ordinal);
        Assert.Contains("7777", violation.Detail, StringComparison.Ordinal);
    }
}
