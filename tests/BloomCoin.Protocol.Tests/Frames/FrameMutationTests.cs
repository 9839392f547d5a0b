using CsCheck;

namespace BloomCoin.Protocol.Tests.Frames;

/// <summary>Whatever a stranger sends, the reader has a verdict and never an exception.</summary>
public sealed class FrameMutationTests
{
    [Theory, MemberData(nameof(Samples.Types), MemberType = typeof(Samples))]   // wire-protocol 1 and 2
    public void Every_other_value_of_every_byte_has_the_verdict_of_its_field(MessageType type)
    {
        var frame = Samples.Frame(type);
        for (var position = 0; position < frame.Length; position++)
        {
            var original = frame[position];
            for (var change = 1; change <= byte.MaxValue; change++)
            {
                frame[position] = (byte)(original ^ change);
                AssertVerdict(position, frame);
            }

            frame[position] = original;
        }
    }

    [Theory, MemberData(nameof(Samples.Types), MemberType = typeof(Samples))]   // wire-protocol 2
    public void A_payload_changed_and_summed_again_is_valid_or_breaks_a_named_rule(MessageType type)
    {
        var codec = Codec.All[type];
        var payload = Samples.Payload(type);
        for (var position = 0; position < payload.Length; position++)
        {
            var original = payload[position];
            for (var change = 1; change <= byte.MaxValue; change++)
            {
                payload[position] = (byte)(original ^ change);
                if (codec.Judge(payload) == ProtocolViolation.None) AssertRewritten(codec, payload);
            }

            payload[position] = original;
        }
    }

    [Theory, MemberData(nameof(Samples.Types), MemberType = typeof(Samples))]   // wire-protocol 2: malformed, unless it may vary
    public void A_payload_cut_short_is_valid_or_breaks_a_named_rule(MessageType type)
    {
        var codec = Codec.All[type];
        var payload = Samples.Payload(type);
        for (var length = 0; length < payload.Length; length++)
        {
            var verdict = codec.Judge(payload[..length]);
            var mayBeShorter = type switch
            {
                MessageType.Block => length >= 92,      // opaque behind its header
                MessageType.Tx => length >= 1,          // opaque
                MessageType.Mempool => length == 0,     // the request
                _ => false,
            };
            Assert.Equal(mayBeShorter ? ProtocolViolation.None : ProtocolViolation.LengthMismatch, verdict);
        }
    }

    [Fact]   // never throw for bad input
    public void Garbage_has_a_verdict() =>
        Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            Assert.True(Enum.IsDefined(FrameReader.TryRead(bytes, NetworkMagic.Mainnet, out _, out _)));
            foreach (var codec in Codec.All.Values)
            {
                if (codec.Judge(bytes) == ProtocolViolation.None) AssertRewritten(codec, bytes);
            }
        });

    [Fact]   // never throw for bad input, and what gets past the magic is the harder garbage
    public void Garbage_behind_the_right_magic_has_a_verdict() =>
        Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            byte[] received = [0x42, 0x4C, 0x43, 0x00, .. bytes];
            var status = FrameReader.TryRead(received, NetworkMagic.Mainnet, out var frame, out var violation);
            Assert.Equal(status == FrameStatus.Violation, violation != ProtocolViolation.None);
            Assert.InRange(frame.Length, status == FrameStatus.Violation ? 0 : 17, 17 + MessageCaps.MaxMessageSize);
        });

    private static void AssertVerdict(int position, byte[] frame)
    {
        var status = FrameReader.TryRead(frame, NetworkMagic.Mainnet, out var seen, out var violation);
        switch (position)
        {
            case < 4:
                Assert.Equal((FrameStatus.Violation, ProtocolViolation.WrongMagic), (status, violation));
                break;
            case 4 when status == FrameStatus.Complete:   // another type: its own reader judges a payload that is not its
                Codec.All[seen.Type].Judge(seen.Payload.ToArray());
                break;
            case 4:
                Assert.True(status == FrameStatus.Skip || violation == ProtocolViolation.LengthOverCap);
                break;
            case < 9:
                var refused = violation is ProtocolViolation.LengthOverCap or ProtocolViolation.BadChecksum;
                Assert.True(refused || status == FrameStatus.Incomplete);
                break;
            default:
                Assert.Equal((FrameStatus.Violation, ProtocolViolation.BadChecksum), (status, violation));
                break;
        }
    }

    // What is accepted is canonical: writing it again gives the same bytes, up to what VERSION may carry behind its fields.
    private static void AssertRewritten(Codec codec, byte[] payload)
    {
        var written = codec.Rewrite(payload);
        Assert.Equal(codec.Type == MessageType.Version ? payload[..written.Length] : payload, written);
    }
}
