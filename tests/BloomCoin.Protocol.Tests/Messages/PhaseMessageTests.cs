using System.Buffers.Binary;
using CsCheck;

namespace BloomCoin.Protocol.Tests.Messages;

/// <summary>PHASE, GET_PHASE and COHERENCE (wire-protocol 4).</summary>
public sealed class PhaseMessageTests
{
    private const float Zc = 0.8660254f;

    [Fact]   // wire-protocol 4: height and coherence big-endian, the phases little-endian
    public void PHASE_is_big_endian_up_to_its_phases()
    {
        Assert.True(PhaseMessage.TryRead(Samples.Payload(MessageType.Phase), out var message, out _));
        Assert.Equal((42U, Zc), (message.Height, message.Coherence));
        Assert.Equal(126, message.Phases.Length);
        for (var oscillator = 0; oscillator < 63; oscillator++) Assert.Equal(0x0100 + oscillator, message.Phase(oscillator));
    }

    [Theory, InlineData(0), InlineData(133), InlineData(135)]   // wire-protocol 4: exactly 134
    public void A_phase_of_any_other_length_is_malformed(int length) =>
        Assert.Equal(ProtocolViolation.LengthMismatch, Codec.All[MessageType.Phase].Judge(new byte[length]));

    [Theory]   // wire-protocol 4 and 7: an invalid PHASE is invalid_phase, not malformed; its bits are handed on as they came
    [InlineData(0x7FC00000U)]   // not a number
    [InlineData(0x7F800000U)]   // infinite
    [InlineData(0xFF800000U)]
    [InlineData(0xBF800000U)]   // -1
    [InlineData(0x40000000U)]   // 2
    [InlineData(0xFFFFFFFFU)]
    public void A_phase_of_any_coherence_is_read_and_left_to_be_judged(uint bits)
    {
        var payload = Samples.Payload(MessageType.Phase);
        BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan(4), bits);
        Assert.True(PhaseMessage.TryRead(payload, out var message, out _));
        Assert.Equal(bits, BitConverter.SingleToUInt32Bits(message.Coherence));
    }

    [Fact]   // wire-protocol 4
    public void Any_134_bytes_are_a_phase_and_come_back() =>
        Gen.Byte.Array[134].Sample(payload => Assert.Equal(payload, Codec.All[MessageType.Phase].Rewrite(payload)));

    [Theory, InlineData(0), InlineData(125), InlineData(127)]   // exceptions mean our own bug
    public void A_phase_of_our_own_has_63_phases(int length) =>
        Assert.Throws<ArgumentException>(() => { _ = new PhaseMessage(0, 0, new byte[length]); });

    [Fact]   // wire-protocol 2
    public void GET_PHASE_lists_heights()
    {
        Assert.True(GetPhaseMessage.TryRead(Samples.Payload(MessageType.GetPhase), out var message, out _));
        List<uint> heights = [];
        foreach (var height in message.Heights) heights.Add(height);
        Assert.Equal([41, 42, uint.MaxValue], heights);
    }

    [Fact]   // wire-protocol 2
    public void COHERENCE_lists_pairs()
    {
        Assert.True(CoherenceMessage.TryRead(Samples.Payload(MessageType.Coherence), out var message, out _));
        List<CoherencePair> pairs = [];
        foreach (var pair in message.Pairs) pairs.Add(pair);
        Assert.Equal([new(41, 0), new(42, Zc), new(43, 1)], pairs);
    }

    [Theory]   // wire-protocol 4, anchors 26: refused before any arithmetic
    [InlineData("00000000", ProtocolViolation.None)]
    [InlineData("80000000", ProtocolViolation.None)]                  // -0 is 0
    [InlineData("3f800000", ProtocolViolation.None)]                  // 1
    [InlineData("3f800001", ProtocolViolation.CoherenceOutOfRange)]   // the next float
    [InlineData("80000001", ProtocolViolation.CoherenceOutOfRange)]   // the least below zero
    [InlineData("7fc00000", ProtocolViolation.CoherenceOutOfRange)]
    [InlineData("7f800001", ProtocolViolation.CoherenceOutOfRange)]   // a signalling NaN
    [InlineData("7f800000", ProtocolViolation.CoherenceOutOfRange)]
    [InlineData("ff800000", ProtocolViolation.CoherenceOutOfRange)]
    public void A_coherence_is_a_number_from_0_to_1(string bits, ProtocolViolation expected)
    {
        Assert.Equal(expected, Codec.All[MessageType.Coherence].Judge(Hex.Bytes("0001 0000002a" + bits)));
        Assert.Equal(expected, Codec.All[MessageType.Coherence].Judge(Hex.Bytes("0002 00000029 3f000000 0000002a" + bits)));   // the last
    }
}
