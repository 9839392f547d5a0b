namespace BloomCoin.Protocol.Tests.Messages;

/// <summary>What is read is a view of the received bytes, at the offsets of the page: nothing is copied on the way.</summary>
public sealed class ZeroCopyTests
{
    [Theory, MemberData(nameof(Samples.Types), MemberType = typeof(Samples))]   // wire-protocol 1: the payload starts at 17
    public void A_payload_is_a_slice_of_what_was_received(MessageType type)
    {
        var received = Samples.Frame(type);
        Assert.Equal(FrameStatus.Complete, FrameReader.TryRead(received, NetworkMagic.Mainnet, out var frame, out _));
        if (frame.Payload.IsEmpty) Assert.Equal(FrameHeader.Size, received.Length);
        else AssertView(received, FrameHeader.Size, frame.Payload);
    }

    [Fact]   // wire-protocol 2: a block is not copied before somebody wants to keep it
    public void A_block_and_its_header_are_slices_of_the_payload()
    {
        var payload = Samples.Payload(MessageType.Block);
        Assert.True(BlockMessage.TryRead(payload, out var message, out _));
        AssertView(payload, 0, message.Block);
        AssertView(payload, 0, message.Header);
    }

    [Fact]   // wire-protocol 2 and 4
    public void Phases_hashes_and_headers_are_slices_of_the_payload()
    {
        var phase = Samples.Payload(MessageType.Phase);
        Assert.True(PhaseMessage.TryRead(phase, out var phaseMessage, out _));
        AssertView(phase, 8, phaseMessage.Phases);

        var blocks = Samples.Payload(MessageType.GetBlocks);
        Assert.True(GetBlocksMessage.TryRead(blocks, out var blocksMessage, out _));
        AssertView(blocks, 2 + 32, blocksMessage.Hashes[1]);

        var headers = Samples.Payload(MessageType.Headers);
        Assert.True(HeadersMessage.TryRead(headers, out var headersMessage, out _));
        AssertView(headers, 6 + 92, headersMessage.Headers[1]);
    }

    [Fact]   // wire-protocol 3
    public void A_user_agent_is_a_slice_of_the_payload()
    {
        var payload = Samples.Payload(MessageType.Version);
        Assert.True(VersionMessage.TryRead(payload, out var message, out _));
        AssertView(payload, 65, message.UserAgent);
    }

    private static void AssertView(byte[] bytes, int expectedOffset, ReadOnlySpan<byte> view)
    {
        Assert.True(bytes.AsSpan().Overlaps(view, out var offset));
        Assert.Equal(expectedOffset, offset);
    }
}
