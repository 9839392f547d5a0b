using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Sessions;

public sealed class MessageHandlersTests
{
    public static TheoryData<int> Bytes => [.. Enumerable.Range(0, 256)];

    [Theory, MemberData(nameof(Bytes))]   // wire-protocol 2: each type once; an unknown one never gets this far
    public void Every_type_of_the_protocol_has_a_handler_and_nothing_else_has(int value)
    {
        var type = (MessageType)value;
        if (Enum.IsDefined(type) && type != MessageType.None) Assert.NotNull(MessageHandlers.For(type));
        else Assert.Throws<InvalidOperationException>(() => MessageHandlers.For(type));
    }
}
