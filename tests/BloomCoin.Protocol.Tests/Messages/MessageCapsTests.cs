namespace BloomCoin.Protocol.Tests.Messages;

/// <summary>No type is forgotten: each has the page's cap, one message and one codec.</summary>
public sealed class MessageCapsTests
{
    /// <summary>wire-protocol 2, the last column, copied by hand.</summary>
    private static readonly Dictionary<byte, int> Page = new()
    {
        [0x01] = 1_024,
        [0x02] = 0,
        [0x10] = 33_554_432,
        [0x11] = 16_002,
        [0x12] = 184_006,
        [0x13] = 8,
        [0x14] = 32_003,
        [0x20] = 100_000,
        [0x21] = 32_002,
        [0x22] = 160_002,
        [0x30] = 134,
        [0x31] = 402,
        [0x32] = 802,
        [0x40] = 30_002,
        [0x41] = 0,
        [0x42] = 8,
        [0x43] = 8,
    };

    [Fact]   // wire-protocol 2: all 256 type bytes, so that no other is known either
    public void The_caps_are_the_pages_and_every_other_type_is_unknown()
    {
        for (var type = 0; type <= byte.MaxValue; type++)
        {
            var known = MessageCaps.TryGet((MessageType)type, out var cap);
            Assert.Equal(Page.ContainsKey((byte)type), known);
            Assert.Equal(Page.GetValueOrDefault((byte)type, 32 << 20), cap);
        }
    }

    [Fact]   // wire-protocol 2: 17 types
    public void The_enum_names_the_pages_types() => Assert.Equal(
        Page.Keys.Order(), Enum.GetValues<MessageType>().Where(type => type != MessageType.None).Select(type => (byte)type).Order());

    [Fact]
    public void Every_type_has_a_codec() => Assert.Equal(Page.Keys.Order(), Codec.All.Keys.Select(type => (byte)type).Order());

    [Fact]   // a message that is written but not listed would never be tested
    public void Every_message_of_the_assembly_is_named_after_its_type()
    {
        var messages = typeof(IMessage).Assembly.GetTypes().Where(type => type.IsValueType && typeof(IMessage).IsAssignableFrom(type));
        Assert.Equal(Codec.All.Keys.Select(type => $"{type}Message").Order(), messages.Select(type => type.Name).Order());
    }

    [Fact]   // architecture: Protocol may use nothing
    public void The_protocol_references_nothing_but_the_framework() =>
        Assert.All(typeof(IMessage).Assembly.GetReferencedAssemblies(), name => Assert.StartsWith("System.", name.Name!));
}
