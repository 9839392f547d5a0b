using CsCheck;

namespace BloomCoin.Protocol.Tests.Messages;

/// <summary>The list view: what is encoded is what is seen.</summary>
public sealed class ItemListTests
{
    [Fact]
    public void Heights_are_encoded_big_endian()
    {
        var list = ItemList.Encode<uint, HeightLayout>([1, 0x01020304], new byte[2 * HeightLayout.Size]);
        Assert.Equal(Hex.Bytes("00000001 01020304"), list.Bytes.ToArray());
    }

    [Fact]   // a caller may keep one storage for lists of any length
    public void Storage_behind_the_items_is_not_part_of_the_list()
    {
        var list = ItemList.Encode<CoherencePair, CoherencePair>([new(42, 1)], new byte[100 * CoherencePair.Size]);
        Assert.Equal(1, list.Count);
        Assert.Equal(Hex.Bytes("0000002a 3f800000"), list.Bytes.ToArray());
    }

    [Fact]   // wire-protocol 2: u32 last_seen, u64 services, 16-byte address, u16 port
    public void An_address_is_thirty_bytes()
    {
        var entry = new AddressEntry(0x67748580, (NodeServices)3, new NetworkAddress(new UInt128(0, 0xFFFF_C0000201), 8333));
        var list = ItemList.Encode<AddressEntry, AddressEntry>([entry], new byte[AddressEntry.Size]);
        Assert.Equal(Samples.Payload(MessageType.Addr)[2..], list.Bytes.ToArray());
        Assert.True(AddrMessage.TryRead(Samples.Payload(MessageType.Addr), out var message, out _));
        Assert.Equal(entry, message.Addresses[0]);
    }

    [Fact]
    public void Any_heights_are_seen_as_they_were_encoded() => Gen.UInt.Array[0, 100].Sample(heights =>
    {
        var list = ItemList.Encode<uint, HeightLayout>(heights, new byte[heights.Length * HeightLayout.Size]);
        List<uint> seen = [];
        foreach (var height in list) seen.Add(height);
        Assert.Equal(heights, seen);
        for (var index = 0; index < heights.Length; index++) Assert.Equal(heights[index], list[index]);
    });

    [Fact]
    public void Opaque_items_are_encoded_as_they_are()
    {
        var output = new byte[92];
        HashLayout.Write(Hex.Filled(0xAA, 32), output);
        Assert.Equal(Hex.Bytes(Hex.Repeat("aa", 32) + Hex.Repeat("00", 60)), output);
        HeaderLayout.Write(Hex.Filled(0xBB, 92), output);
        Assert.Equal(Hex.Filled(0xBB, 92), output);
    }

    [Theory, InlineData(1), InlineData(31), InlineData(33)]   // exceptions mean our own bug
    public void A_part_of_an_item_is_no_list(int length) =>
        Assert.Throws<ArgumentException>(() => { _ = new HashList(new byte[length]); });

    [Theory, InlineData(-1), InlineData(2)]
    public void An_index_outside_the_list_throws(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = new HashList(new byte[64])[index]; });
}
