namespace BloomCoin.Protocol.Tests.Messages;

/// <summary>The messages of opaque bytes, seen through their fields: blocks, transactions, hashes, headers.</summary>
public sealed class HashMessageTests
{
    private static readonly byte[] HashA = Hex.Filled(0xAA, 32);
    private static readonly byte[] HashB = Hex.Filled(0xBB, 32);
    private static readonly byte[] HashPair = [.. HashA, .. HashB];

    [Fact]   // wire-protocol 2
    public void GET_BLOCKS_lists_hashes_in_order()
    {
        Assert.True(GetBlocksMessage.TryRead(Samples.Payload(MessageType.GetBlocks), out var message, out _));
        AssertPair(message.Hashes);
        Assert.Equal(Samples.Payload(MessageType.GetBlocks), Written(new GetBlocksMessage(new HashList(HashPair))));
    }

    [Fact]   // wire-protocol 2
    public void GET_TX_lists_txids_in_order()
    {
        Assert.True(GetTxMessage.TryRead(Samples.Payload(MessageType.GetTx), out var message, out _));
        AssertPair(message.Txids);
        Assert.Equal(Samples.Payload(MessageType.GetTx), Written(new GetTxMessage(new HashList(HashPair))));
    }

    [Fact]   // wire-protocol 2
    public void MEMPOOL_lists_txids_in_order()
    {
        Assert.True(MempoolMessage.TryRead(Samples.Payload(MessageType.Mempool), out var message, out _));
        AssertPair(message.Txids);
        Assert.Equal(Samples.Payload(MessageType.Mempool), Written(new MempoolMessage(new HashList(HashPair))));
    }

    [Fact]   // wire-protocol 2, extension
    public void NOT_FOUND_names_the_type_and_the_hashes()
    {
        Assert.True(NotFoundMessage.TryRead(Samples.Payload(MessageType.NotFound), out var message, out _));
        Assert.Equal(MessageType.Block, message.Asked);
        AssertPair(message.Hashes);
        Assert.Equal(Samples.Payload(MessageType.NotFound), Written(new NotFoundMessage(MessageType.Block, new HashList(HashPair))));
    }

    [Fact]   // wire-protocol 2
    public void HEADERS_start_at_a_height()
    {
        Assert.True(HeadersMessage.TryRead(Samples.Payload(MessageType.Headers), out var message, out _));
        Assert.Equal(100U, message.StartHeight);
        Assert.Equal(2, message.Headers.Count);
        Assert.Equal(Hex.Filled(0xA1, 92), message.Headers[0].ToArray());
        Assert.Equal(Hex.Filled(0xB2, 92), message.Headers[1].ToArray());
        byte[] headers = [.. Hex.Filled(0xA1, 92), .. Hex.Filled(0xB2, 92)];
        Assert.Equal(Samples.Payload(MessageType.Headers), Written(new HeadersMessage(100, new HeaderList(headers))));
    }

    [Fact]   // wire-protocol 2
    public void GET_HEADERS_asks_from_a_height()
    {
        Assert.True(GetHeadersMessage.TryRead(Samples.Payload(MessageType.GetHeaders), out var message, out _));
        Assert.Equal((100U, 2000U), (message.StartHeight, message.Count));
        Assert.Equal(Samples.Payload(MessageType.GetHeaders), Written(new GetHeadersMessage(100, 2000)));
    }

    [Theory]   // wire-protocol 2: count 1 to 2000, and here a u32
    [InlineData("00000000 00000000", ProtocolViolation.CountOutOfRange)]
    [InlineData("00000000 00000001", ProtocolViolation.None)]
    [InlineData("ffffffff 000007d0", ProtocolViolation.None)]
    [InlineData("00000000 000007d1", ProtocolViolation.CountOutOfRange)]
    [InlineData("00000000 00010001", ProtocolViolation.CountOutOfRange)]   // 1, were it cut to 16 bits
    [InlineData("00000000 ffffffff", ProtocolViolation.CountOutOfRange)]
    [InlineData("00000000 000007", ProtocolViolation.LengthMismatch)]
    [InlineData("00000000 000007d0 00", ProtocolViolation.LengthMismatch)]
    public void GET_HEADERS_counts_1_to_2000(string hex, ProtocolViolation expected) =>
        Assert.Equal(expected, Codec.All[MessageType.GetHeaders].Judge(Hex.Bytes(hex)));

    [Theory, InlineData(0U), InlineData(2001U)]   // exceptions mean our own bug
    public void A_GET_HEADERS_of_our_own_out_of_range_throws(uint count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = new GetHeadersMessage(0, count); });

    [Fact]   // wire-protocol 2: one block, opaque; its first 92 bytes are its header
    public void BLOCK_shows_its_header()
    {
        Assert.True(BlockMessage.TryRead(Samples.Payload(MessageType.Block), out var message, out _));
        Assert.Equal(Samples.Payload(MessageType.Block), message.Block.ToArray());
        Assert.Equal(Hex.Filled(0xA1, 92), message.Header.ToArray());
    }

    [Theory]   // wire-protocol 2: 32 MiB; chain-format: a block opens with 92 bytes of header
    [InlineData(0, ProtocolViolation.LengthMismatch)]
    [InlineData(91, ProtocolViolation.LengthMismatch)]
    [InlineData(92, ProtocolViolation.None)]
    [InlineData(32 << 20, ProtocolViolation.None)]
    [InlineData((32 << 20) + 1, ProtocolViolation.LengthOverCap)]
    public void A_block_is_at_least_a_header_and_at_most_32_MiB(int length, ProtocolViolation expected) =>
        Assert.Equal(expected, Codec.All[MessageType.Block].Judge(new byte[length]));

    [Theory]   // wire-protocol 2: 100 000
    [InlineData(0, ProtocolViolation.LengthMismatch)]
    [InlineData(1, ProtocolViolation.None)]
    [InlineData(100_000, ProtocolViolation.None)]
    [InlineData(100_001, ProtocolViolation.LengthOverCap)]
    public void A_transaction_is_at_most_100_000_bytes(int length, ProtocolViolation expected) =>
        Assert.Equal(expected, Codec.All[MessageType.Tx].Judge(new byte[length]));

    private static void AssertPair(HashList hashes)
    {
        List<byte[]> seen = [];
        foreach (var hash in hashes) seen.Add(hash.ToArray());
        Assert.Equal([HashA, HashB], seen);
        Assert.Equal(HashPair, hashes.Bytes.ToArray());
    }

    private static byte[] Written<TMessage>(TMessage message)
        where TMessage : IMessage, allows ref struct
    {
        var payload = new byte[message.Length];
        message.Write(payload);
        return payload;
    }
}
