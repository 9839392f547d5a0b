using CsCheck;

namespace BloomCoin.Protocol.Tests.Messages;

/// <summary>The messages of one fixed length: VERACK, GET_ADDR, PING, PONG.</summary>
public sealed class FixedMessageTests
{
    [Theory]   // wire-protocol 2
    [InlineData(MessageType.Verack, 0)]
    [InlineData(MessageType.GetAddr, 0)]
    [InlineData(MessageType.Ping, 8)]
    [InlineData(MessageType.Pong, 8)]
    public void Only_the_one_length_is_well_formed(MessageType type, int exact)
    {
        for (var length = 0; length <= 16; length++)
        {
            var expected = length == exact ? ProtocolViolation.None : ProtocolViolation.LengthMismatch;
            Assert.Equal(expected, Codec.All[type].Judge(new byte[length]));
        }
    }

    [Fact]   // wire-protocol 2: u64 nonce, the PING's
    public void A_PONG_carries_the_nonce_of_its_PING() => Gen.ULong.Sample(nonce =>
    {
        Span<byte> payload = stackalloc byte[8];
        new PingMessage(nonce).Write(payload);
        Assert.True(PongMessage.TryRead(payload, out var pong, out _));
        Assert.Equal(nonce, pong.Nonce);
    });

    [Fact]   // wire-protocol, first page: big-endian
    public void A_nonce_is_big_endian()
    {
        Assert.True(PingMessage.TryRead(Hex.Bytes("0102030405060708"), out var ping, out _));
        Assert.Equal(0x0102030405060708UL, ping.Nonce);
    }
}
