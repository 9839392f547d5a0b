namespace BloomCoin.Protocol.Tests;

/// <summary>One message's reader and writer behind delegates, so that a test can walk all seventeen.</summary>
/// <param name="Type">The type.</param>
/// <param name="Judge">Reads a payload and gives the verdict.</param>
/// <param name="Rewrite">Reads a valid payload and writes the message again.</param>
/// <param name="Reframe">Reads a valid payload and writes the message as a frame of the mainnet.</param>
internal sealed record Codec(
    MessageType Type, Func<byte[], ProtocolViolation> Judge, Func<byte[], byte[]> Rewrite, Func<byte[], byte[]> Reframe)
{
    public static IReadOnlyDictionary<MessageType, Codec> All { get; } = new[]
    {
        Of<VersionMessage>(), Of<VerackMessage>(), Of<BlockMessage>(), Of<GetBlocksMessage>(), Of<HeadersMessage>(),
        Of<GetHeadersMessage>(), Of<NotFoundMessage>(), Of<TxMessage>(), Of<GetTxMessage>(), Of<MempoolMessage>(),
        Of<PhaseMessage>(), Of<GetPhaseMessage>(), Of<CoherenceMessage>(), Of<AddrMessage>(), Of<GetAddrMessage>(),
        Of<PingMessage>(), Of<PongMessage>(),
    }.ToDictionary(codec => codec.Type);

    private static Codec Of<TMessage>()
        where TMessage : IMessage<TMessage>, allows ref struct =>
        new(TMessage.Type, JudgeOf<TMessage>, RewriteOf<TMessage>, ReframeOf<TMessage>);

    private static ProtocolViolation JudgeOf<TMessage>(byte[] payload)
        where TMessage : IMessage<TMessage>, allows ref struct
    {
        var read = TMessage.TryRead(payload, out _, out var violation);
        Assert.Equal(read, violation == ProtocolViolation.None);   // the two answers never disagree
        Assert.True(Enum.IsDefined(violation));
        return violation;
    }

    private static byte[] RewriteOf<TMessage>(byte[] payload)
        where TMessage : IMessage<TMessage>, allows ref struct
    {
        Assert.True(TMessage.TryRead(payload, out var message, out _));
        var written = Hex.Filled(0xCC, message.Length);   // a byte that Write forgets shows
        message.Write(written);
        return written;
    }

    private static byte[] ReframeOf<TMessage>(byte[] payload)
        where TMessage : IMessage<TMessage>, allows ref struct
    {
        Assert.True(TMessage.TryRead(payload, out var message, out _));
        var frame = new byte[FrameWriter.LengthOf(message)];
        Assert.Equal(frame.Length, FrameWriter.Write(frame, NetworkMagic.Mainnet, message));
        return frame;
    }
}
