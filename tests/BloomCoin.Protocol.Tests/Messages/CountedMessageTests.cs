using System.Buffers.Binary;
using CsCheck;

namespace BloomCoin.Protocol.Tests.Messages;

/// <summary>The messages that carry a u16 count and its items: counts at their bounds, lengths that do not match them.</summary>
public sealed class CountedMessageTests
{
    /// <summary>wire-protocol 2, by hand: type, bytes before the count, least, most, bytes of an item.</summary>
    public static TheoryData<MessageType, string, int, int, int> Lists => new()
    {
        { MessageType.GetBlocks, "", 1, 500, 32 },
        { MessageType.Headers, "00000064", 0, 2000, 92 },
        { MessageType.NotFound, "10", 1, 1000, 32 },
        { MessageType.NotFound, "20", 1, 1000, 32 },
        { MessageType.GetTx, "", 1, 1000, 32 },
        { MessageType.Mempool, "", 0, 5000, 32 },
        { MessageType.GetPhase, "", 1, 100, 4 },
        { MessageType.Coherence, "", 1, 100, 8 },
        { MessageType.Addr, "", 0, 1000, 30 },
    };

    [Theory, MemberData(nameof(Lists))]   // wire-protocol 2; the items are zero, which is valid for all of them
    public void The_least_and_the_most_items_are_read(MessageType type, string prefix, int least, int most, int size)
    {
        foreach (var count in new[] { least, least + 1, most - 1, most })
        {
            var payload = Payload(prefix, count, count * size);
            Assert.Equal(ProtocolViolation.None, Codec.All[type].Judge(payload));
            Assert.Equal(payload, Codec.All[type].Rewrite(payload));
        }
    }

    [Theory, MemberData(nameof(Lists))]   // wire-protocol 2: the cap is the longest list
    public void The_most_items_reach_the_cap_exactly(MessageType type, string prefix, int least, int most, int size)
    {
        Assert.True(least < most);
        MessageCaps.TryGet(type, out var cap);
        Assert.Equal(cap, Payload(prefix, most, most * size).Length);
    }

    [Theory, MemberData(nameof(Lists))]   // wire-protocol 6: a count outside the range is malformed, anchors 12
    public void A_count_outside_its_range_is_malformed(MessageType type, string prefix, int least, int most, int size)
    {
        int[] counts = least == 0 ? [most + 1, ushort.MaxValue] : [least - 1, most + 1, ushort.MaxValue];
        foreach (var count in counts)
        {
            Assert.Equal(ProtocolViolation.CountOutOfRange, Codec.All[type].Judge(Payload(prefix, count, count * size)));
            Assert.Equal(ProtocolViolation.CountOutOfRange, Codec.All[type].Judge(Payload(prefix, count, 0)));
        }
    }

    [Theory, MemberData(nameof(Lists))]   // wire-protocol 2: a length that does not match the counts is malformed
    public void A_payload_that_does_not_match_its_count_is_malformed(MessageType type, string prefix, int least, int most, int size)
    {
        foreach (var count in new[] { Math.Max(least, 1), most })
        {
            foreach (var items in new[] { 0, count * size - 1, count * size + 1, (count + 1) * size })
            {
                Assert.Equal(ProtocolViolation.LengthMismatch, Codec.All[type].Judge(Payload(prefix, count, items)));
            }
        }
    }

    [Theory, MemberData(nameof(Lists))]   // any number of any items; a coherence is the one item with forbidden values
    public void Any_items_come_back_as_they_were(MessageType type, string prefix, int least, int most, int size) =>
        Gen.Int[least, Math.Min(most, 40)].SelectMany(count => Gen.Byte.Array[count * size]).Sample(items =>
        {
            byte[] payload = [.. Payload(prefix, items.Length / size, 0), .. items];
            var verdict = Codec.All[type].Judge(payload);
            if (type == MessageType.Coherence && verdict == ProtocolViolation.CoherenceOutOfRange) return;
            Assert.Equal(ProtocolViolation.None, verdict);
            Assert.Equal(payload, Codec.All[type].Rewrite(payload));
        });

    [Fact]   // wire-protocol 2: 0x10 or 0x20
    public void NOT_FOUND_of_a_type_that_nobody_asks_for_is_malformed()
    {
        for (var asked = 0; asked <= byte.MaxValue; asked++)
        {
            var expected = asked is 0x10 or 0x20 ? ProtocolViolation.None : ProtocolViolation.InvalidNotFoundType;
            Assert.Equal(expected, Codec.All[MessageType.NotFound].Judge(Payload($"{asked:x2}", 1, 32)));
        }
    }

    [Fact]   // wire-protocol 2: empty asks for the inventory; an inventory of none is two bytes
    public void MEMPOOL_asks_when_empty_and_tells_otherwise()
    {
        Assert.True(MempoolMessage.TryRead([], out var request, out _));
        Assert.False(request.IsInventory);
        Assert.Equal(0, request.Length);
        Assert.True(MempoolMessage.TryRead([0, 0], out var inventory, out _));
        Assert.True(inventory.IsInventory);
        Assert.Equal(0, inventory.Txids.Count);
        Assert.Equal(ProtocolViolation.LengthMismatch, Codec.All[MessageType.Mempool].Judge([0]));
    }

    [Fact]   // ours never leave malformed: exceptions mean our own bug
    public void A_message_of_our_own_with_a_count_out_of_range_throws()
    {
        Assert.Throws<InvalidOperationException>(() => { _ = new GetBlocksMessage(default); });
        Assert.Throws<InvalidOperationException>(() => { _ = new GetBlocksMessage(new HashList(new byte[501 * 32])); });
        Assert.Throws<InvalidOperationException>(() => { _ = new GetTxMessage(new HashList(new byte[1001 * 32])); });
        Assert.Throws<InvalidOperationException>(() => { _ = new HeadersMessage(0, new HeaderList(new byte[2001 * 92])); });
        Assert.Throws<InvalidOperationException>(() => { _ = new MempoolMessage(new HashList(new byte[5001 * 32])); });
        Assert.Throws<InvalidOperationException>(() => { _ = new AddrMessage(new AddressList(new byte[1001 * 30])); });
        Assert.Throws<InvalidOperationException>(() => { _ = new GetPhaseMessage(default); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = new NotFoundMessage(MessageType.Ping, new HashList(new byte[32])); });
    }

    private static byte[] Payload(string prefix, int count, int itemBytes)
    {
        var before = Hex.Bytes(prefix);
        var payload = new byte[before.Length + 2 + itemBytes];
        before.CopyTo(payload, 0);
        BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(before.Length), (ushort)count);
        return payload;
    }
}
