using BloomCoin.Chain.Tests.Vectors;

namespace BloomCoin.Chain.Tests;

/// <summary>Each field stands where the page puts it: a layout that is wrong both ways would pass every round trip.</summary>
public sealed class LayoutTests
{
    private static readonly Hash256 Ones = Filled(1), Twos = Filled(2);

    [Fact]   // chain-format, Header
    public void A_header_has_its_fields_at_the_pages_offsets()
    {
        var bytes = new byte[BlockHeader.Length];
        new BlockHeader(0x01020304, Ones, Twos, 0x05060708, 0x090a0b0c, 0x0d0e0f10, 1f, -2f, 63).Write(bytes);

        Assert.Equal(92, bytes.Length);
        Assert.Equal("04030201", Hex(bytes, 0, 4));
        Assert.Equal(Ones.ToString(), Hex(bytes, 4, 32));
        Assert.Equal(Twos.ToString(), Hex(bytes, 36, 32));
        Assert.Equal("08070605", Hex(bytes, 68, 4));
        Assert.Equal("0c0b0a09", Hex(bytes, 72, 4));
        Assert.Equal("100f0e0d", Hex(bytes, 76, 4));
        Assert.Equal("0000803f", Hex(bytes, 80, 4));
        Assert.Equal("000000c0", Hex(bytes, 84, 4));
        Assert.Equal("3f000000", Hex(bytes, 88, 4));
    }

    [Fact]   // chain-format, Consensus certificate
    public void A_certificate_has_its_fields_at_the_pages_offsets()
    {
        var bytes = Certificate.Create(0x01020304, [1f, 2f], [-1f, -2f], [0.5f]).Bytes.ToArray();

        Assert.Equal("04030201", Hex(bytes, 0, 4));
        Assert.Equal("05030201", Hex(bytes, 4, 4));
        Assert.Equal("01000000", Hex(bytes, 8, 4));
        Assert.Equal("d7b35d3f", Hex(bytes, 12, 4));
        Assert.Equal("07000000", Hex(bytes, 16, 4));
        Assert.Equal("02000000", Hex(bytes, 20, 4));
        Assert.Equal("0000803f" + "00000040", Hex(bytes, 24, 8));
        Assert.Equal("000080bf" + "000000c0", Hex(bytes, 32, 8));
        Assert.Equal("0000003f", Hex(bytes, 40, 4));
        Assert.Equal(44, bytes.Length);
    }

    [Fact]   // chain-format, Transaction
    public void A_transaction_has_its_fields_at_the_pages_offsets()
    {
        var signature = Enumerable.Repeat((byte)3, 64).ToArray();
        var transaction = Transaction.Create([new(new(Ones, 0x01020304), signature)], [new(0x0102030405060708, Twos)], 9, 2);
        var bytes = transaction.Bytes.ToArray();

        Assert.Equal("02000000" + "01000000", Hex(bytes, 0, 8));
        Assert.Equal(Ones + "04030201" + Convert.ToHexStringLower(signature), Hex(bytes, 8, 100));
        Assert.Equal("01000000", Hex(bytes, 108, 4));
        Assert.Equal("0807060504030201" + Twos, Hex(bytes, 112, 40));
        Assert.Equal("09000000", Hex(bytes, 152, 4));
        Assert.Equal(156, bytes.Length);
        Assert.Equal((byte[])[.. bytes[..44], .. bytes[108..]], transaction.GetSigningBytes());
    }

    [Fact]   // chain-format, Block
    public void A_block_is_a_header_a_certificate_and_a_list_of_transactions()
    {
        var block = Mutation.Original;
        var expected = new List<byte>(block.Bytes[..92].ToArray());
        expected.AddRange(BitConverter.GetBytes(block.Certificate.Bytes.Length));
        expected.AddRange(block.Certificate.Bytes.ToArray());
        expected.AddRange(BitConverter.GetBytes(block.Transactions.Count));
        foreach (var transaction in block.Transactions)
        {
            expected.AddRange(BitConverter.GetBytes(transaction.Bytes.Length));
            expected.AddRange(transaction.Bytes.ToArray());
        }
        Assert.Equal(expected, block.Bytes.ToArray());
        Assert.Equal(BlockHeader.Read(block.Bytes.Span), block.Header);
    }

    [Fact]   // chain-format, Block hash: SHA-256(SHA-256(u32 L(nonce mod 1000) | the 92 bytes))
    public void Nonces_a_thousand_apart_share_their_prefix()
    {
        var header = Mutation.Original.Header with { Nonce = 4004 };
        var bytes = new byte[BlockHeader.Length];
        header.Write(bytes);
        Assert.Equal(DoubleSha256.Of((byte[])[7, 0, 0, 0, .. bytes]), header.ComputeHash());   // L4 = 7
    }

    private static Hash256 Filled(byte value) => new(Enumerable.Repeat(value, Hash256.Length).ToArray());

    private static string Hex(byte[] bytes, int offset, int count) => Convert.ToHexStringLower(bytes, offset, count);
}
