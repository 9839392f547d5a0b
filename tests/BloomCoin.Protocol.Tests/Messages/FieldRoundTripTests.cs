using System.Buffers;
using CsCheck;

namespace BloomCoin.Protocol.Tests.Messages;

/// <summary>Any fields, written as a frame and read from it, are the same fields: the whole way of a message over the wire.</summary>
public sealed class FieldRoundTripTests
{
    private static readonly Gen<byte[]> Hashes = Gen.Int[1, 20].SelectMany(count => Gen.Byte.Array[count * HashLayout.Size]);

    private static readonly Gen<AddressEntry> Entry = Gen.Select(Gen.UInt, Gen.ULong, Gen.ULong, Gen.ULong, Gen.UShort).Select(
        (seen, services, high, low, port) =>
            new AddressEntry(seen, (NodeServices)services, new NetworkAddress(new UInt128(high, low), port)));

    private static readonly Gen<CoherencePair> Pair =
        Gen.Select(Gen.UInt, Gen.Float[0, 1]).Select((height, coherence) => new CoherencePair(height, coherence));

    [Fact]   // wire-protocol 2
    public void GET_BLOCKS_and_GET_TX_keep_their_hashes() => Hashes.Sample(hashes =>
    {
        Assert.True(GetBlocksMessage.TryRead(Sent(new GetBlocksMessage(new HashList(hashes))), out var blocks, out _));
        Assert.Equal(hashes, blocks.Hashes.Bytes.ToArray());
        Assert.True(GetTxMessage.TryRead(Sent(new GetTxMessage(new HashList(hashes))), out var transactions, out _));
        Assert.Equal(hashes, transactions.Txids.Bytes.ToArray());
    });

    [Fact]   // wire-protocol 2
    public void NOT_FOUND_keeps_its_type_and_hashes() => Gen.Select(Gen.Bool, Hashes).Sample((block, hashes) =>
    {
        var asked = block ? MessageType.Block : MessageType.Tx;
        Assert.True(NotFoundMessage.TryRead(Sent(new NotFoundMessage(asked, new HashList(hashes))), out var read, out _));
        Assert.Equal(asked, read.Asked);
        Assert.Equal(hashes, read.Hashes.Bytes.ToArray());
    });

    [Fact]   // wire-protocol 2: the request and the inventory stay apart
    public void MEMPOOL_keeps_its_kind_and_txids() => Hashes.Sample(txids =>
    {
        Assert.True(MempoolMessage.TryRead(Sent(new MempoolMessage(new HashList(txids))), out var inventory, out _));
        Assert.True(inventory.IsInventory);
        Assert.Equal(txids, inventory.Txids.Bytes.ToArray());
        Assert.True(MempoolMessage.TryRead(Sent(MempoolMessage.Request), out var request, out _));
        Assert.False(request.IsInventory);
    });

    [Fact]   // wire-protocol 2
    public void HEADERS_keep_their_height_and_headers() =>
        Gen.Select(Gen.UInt, Gen.Int[0, 9].SelectMany(count => Gen.Byte.Array[count * HeaderLayout.Size])).Sample((height, headers) =>
        {
            Assert.True(HeadersMessage.TryRead(Sent(new HeadersMessage(height, new HeaderList(headers))), out var read, out _));
            Assert.Equal(height, read.StartHeight);
            Assert.Equal(headers, read.Headers.Bytes.ToArray());
        });

    [Fact]   // wire-protocol 2
    public void GET_HEADERS_keeps_its_height_and_count() => Gen.Select(Gen.UInt, Gen.UInt[1, 2000]).Sample((height, count) =>
    {
        Assert.True(GetHeadersMessage.TryRead(Sent(new GetHeadersMessage(height, count)), out var read, out _));
        Assert.Equal((height, count), (read.StartHeight, read.Count));
    });

    [Fact]   // wire-protocol 4
    public void PHASE_keeps_its_height_coherence_and_phases() =>
        Gen.Select(Gen.UInt, Gen.Float[0, 1], Gen.Byte.Array[PhaseMessage.PhasesLength]).Sample((height, coherence, phases) =>
        {
            Assert.True(PhaseMessage.TryRead(Sent(new PhaseMessage(height, coherence, phases)), out var read, out _));
            Assert.Equal((height, coherence), (read.Height, read.Coherence));
            Assert.Equal(phases, read.Phases.ToArray());
        });

    [Fact]   // wire-protocol 2
    public void GET_PHASE_keeps_its_heights() => Gen.UInt.Array[1, 100].Sample(heights =>
    {
        var list = ItemList.Encode<uint, HeightLayout>(heights, new byte[heights.Length * HeightLayout.Size]);
        Assert.True(GetPhaseMessage.TryRead(Sent(new GetPhaseMessage(list)), out var read, out _));
        Assert.Equal(heights, Values(read.Heights));
    });

    [Fact]   // wire-protocol 2
    public void COHERENCE_keeps_its_pairs() => Pair.Array[1, 100].Sample(pairs =>
    {
        var list = ItemList.Encode<CoherencePair, CoherencePair>(pairs, new byte[pairs.Length * CoherencePair.Size]);
        Assert.True(CoherenceMessage.TryRead(Sent(new CoherenceMessage(list)), out var read, out _));
        Assert.Equal(pairs, Values(read.Pairs));
    });

    [Fact]   // wire-protocol 2
    public void ADDR_keeps_its_entries() => Entry.Array[0, 30].Sample(entries =>
    {
        var list = ItemList.Encode<AddressEntry, AddressEntry>(entries, new byte[entries.Length * AddressEntry.Size]);
        Assert.True(AddrMessage.TryRead(Sent(new AddrMessage(list)), out var read, out _));
        Assert.Equal(entries, Values(read.Addresses));
    });

    [Fact]   // wire-protocol 2: opaque from end to end
    public void BLOCK_and_TX_keep_their_bytes() => Gen.Byte.Array[92, 500].Sample(bytes =>
    {
        Assert.True(BlockMessage.TryRead(Sent(new BlockMessage(bytes)), out var block, out _));
        Assert.Equal(bytes, block.Block.ToArray());
        Assert.True(TxMessage.TryRead(Sent(new TxMessage(bytes)), out var transaction, out _));
        Assert.Equal(bytes, transaction.Transaction.ToArray());
    });

    // Over the wire: framed by one side, taken out of its frame by the other.
    private static byte[] Sent<TMessage>(TMessage message)
        where TMessage : IMessage, allows ref struct
    {
        var wire = new ArrayBufferWriter<byte>();
        FrameWriter.Write(wire, NetworkMagic.Devnet, message);
        Assert.Equal(FrameStatus.Complete, FrameReader.TryRead(wire.WrittenSpan, NetworkMagic.Devnet, out var frame, out _));
        Assert.Equal((TMessage.Type, wire.WrittenCount), (frame.Type, frame.Length));
        return frame.Payload.ToArray();
    }

    private static List<TItem> Values<TItem, TLayout>(ItemList<TItem, TLayout> list)
        where TLayout : IItemLayout<TItem>
    {
        List<TItem> values = [];
        foreach (var value in list) values.Add(value);
        return values;
    }
}
