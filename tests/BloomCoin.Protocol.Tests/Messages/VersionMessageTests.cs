using System.Net;
using CsCheck;

namespace BloomCoin.Protocol.Tests.Messages;

/// <summary>VERSION: layout, the variable tail, and a text that a stranger chose.</summary>
public sealed class VersionMessageTests
{
    private const int UserAgentLength = 64;
    private const int UserAgent = 65;

    [Fact]   // wire-protocol 3
    public void The_fields_stand_where_the_page_puts_them()
    {
        Assert.True(VersionMessage.TryRead(Samples.Payload(MessageType.Version), out var message, out _));
        Assert.Equal(1U, message.Version);
        Assert.Equal(NodeServices.Blocks | NodeServices.Phases | NodeServices.Mempool, message.Services);
        Assert.Equal(1_735_689_600UL, message.Timestamp);
        Assert.Equal(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 8333), message.Receiver.ToEndPoint());
        Assert.Equal(new IPEndPoint(IPAddress.Parse("2001:db8::1"), 8080), message.Sender.ToEndPoint());
        Assert.Equal(0x0123456789ABCDEFUL, message.Nonce);
        Assert.Equal("/Foo/"u8.ToArray(), message.UserAgent.ToArray());
        Assert.Equal(65U, message.StartHeight);
    }

    [Fact]   // wire-protocol 3
    public void A_version_made_of_fields_is_the_pages_bytes()
    {
        var message = new VersionMessage
        {
            Version = VersionMessage.CurrentVersion,
            Services = NodeServices.Blocks | NodeServices.Phases | NodeServices.Mempool,
            Timestamp = 1_735_689_600,
            Receiver = NetworkAddress.From(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 8333)),
            Sender = NetworkAddress.From(new IPEndPoint(IPAddress.Parse("2001:db8::1"), 8080)),
            Nonce = 0x0123456789ABCDEF,
            UserAgent = "/Foo/"u8,
            StartHeight = 65,
        };
        var payload = new byte[message.Length];
        message.Write(payload);
        Assert.Equal(Samples.Payload(MessageType.Version), payload);
    }

    [Theory, InlineData(1), InlineData(1024 - 74)]   // wire-protocol 2: later versions may append
    public void Bytes_after_start_height_are_ignored(int extra)
    {
        byte[] payload = [.. Samples.Payload(MessageType.Version), .. Hex.Filled(0xEE, extra)];
        Assert.True(VersionMessage.TryRead(payload, out var message, out _));
        Assert.Equal(65U, message.StartHeight);
        Assert.Equal(74, message.Length);   // what is not understood is not passed on
    }

    [Fact]   // wire-protocol 2: cap 1 024
    public void A_version_over_its_cap_is_refused() => AssertViolation(ProtocolViolation.LengthOverCap, new byte[1025]);

    [Theory, InlineData(0), InlineData(6), InlineData(255)]   // sample: 5 bytes; 0 leaves bytes behind, which are ignored
    public void A_user_agent_length_decides_where_start_height_is(byte claimed)
    {
        var payload = Samples.Payload(MessageType.Version);
        payload[UserAgentLength] = claimed;
        if (claimed == 0)
        {
            Assert.True(VersionMessage.TryRead(payload, out var message, out _));
            Assert.Equal(0x2F466F6FU, message.StartHeight);
        }
        else
        {
            AssertViolation(ProtocolViolation.LengthMismatch, payload);
        }
    }

    [Theory]   // wire-protocol 3: UTF-8
    [InlineData("ff")]
    [InlineData("c3")]         // cut short
    [InlineData("c080")]       // overlong zero
    [InlineData("eda080")]     // a surrogate
    [InlineData("f4908080")]   // over U+10FFFF
    public void A_user_agent_that_is_not_utf8_is_malformed(string hex) =>
        AssertViolation(ProtocolViolation.InvalidUserAgent, WithUserAgent(Hex.Bytes(hex)));

    [Theory]   // what a stranger writes reaches logs and terminals
    [InlineData("2f466f6f3a312e302f", "/Foo:1.0/")]
    [InlineData("", "")]
    [InlineData("610a62", "a\\u{a}b")]
    [InlineData("1b5b324a", "\\u{1b}[2J")]   // clears a terminal
    [InlineData("5c", "\\u{5c}")]
    [InlineData("7f", "\\u{7f}")]
    [InlineData("c3a9", "\\u{e9}")]
    [InlineData("e280ae", "\\u{202e}")]      // turns the line's direction
    [InlineData("f09f8cb8", "\\u{1f338}")]
    public void A_user_agent_prints_without_control_characters(string hex, string expected)
    {
        Assert.True(VersionMessage.TryRead(WithUserAgent(Hex.Bytes(hex)), out var message, out _));
        Assert.Equal(expected, message.PrintableUserAgent());
    }

    [Fact]   // every byte sequence prints, valid or not
    public void An_escaped_text_is_printable_ascii() => Gen.Byte.Array[0, 80].Sample(bytes =>
        Assert.All(BloomCoin.Protocol.Messages.UserAgent.Escape(bytes), letter => Assert.InRange(letter, ' ', '~')));

    [Fact]   // wire-protocol 3: n is one byte
    public void A_user_agent_over_255_bytes_is_our_own_fault() => Assert.Throws<OverflowException>(() =>
    {
        var message = Minimal(Hex.Filled((byte)'x', 256));
        message.Write(new byte[message.Length]);
    });

    [Fact]   // wire-protocol 3
    public void Any_fields_come_back_as_they_were() =>
        Gen.Select(Gen.UInt, Gen.ULong, Gen.ULong, Gen.ULong, Gen.UShort, Gen.ULong, Gen.Char[' ', '~'].Array[0, 255], Gen.UInt)
            .Sample((version, services, timestamp, address, port, nonce, text, height) =>
            {
                var written = new VersionMessage
                {
                    Version = version,
                    Services = (NodeServices)services,
                    Timestamp = timestamp,
                    Receiver = new NetworkAddress(new UInt128(address, nonce), port),
                    Sender = new NetworkAddress(new UInt128(nonce, address), (ushort)~port),
                    Nonce = nonce,
                    UserAgent = text.Select(letter => (byte)letter).ToArray(),
                    StartHeight = height,
                };
                var payload = new byte[written.Length];
                written.Write(payload);
                Assert.True(VersionMessage.TryRead(payload, out var read, out _));
                Assert.Equal((version, services, timestamp, nonce), (read.Version, (ulong)read.Services, read.Timestamp, read.Nonce));
                Assert.Equal((written.Receiver, written.Sender, height), (read.Receiver, read.Sender, read.StartHeight));
                Assert.Equal(new string(text), read.PrintableUserAgent().Replace("\\u{5c}", "\\", StringComparison.Ordinal));
            });

    private static VersionMessage Minimal(byte[] userAgent) => new()
    {
        Version = 1,
        Services = default,
        Timestamp = 0,
        Receiver = default,
        Sender = default,
        Nonce = 0,
        UserAgent = userAgent,
        StartHeight = 0,
    };

    private static byte[] WithUserAgent(byte[] userAgent)
    {
        var sample = Samples.Payload(MessageType.Version);
        return [.. sample[..UserAgentLength], (byte)userAgent.Length, .. userAgent, .. sample[(UserAgent + 5)..]];
    }

    private static void AssertViolation(ProtocolViolation expected, byte[] payload)
    {
        Assert.False(VersionMessage.TryRead(payload, out _, out var violation));
        Assert.Equal(expected, violation);
    }
}
