namespace BloomCoin.Protocol.Tests.Frames;

/// <summary>The receive path allocates nothing: not per frame, and not for what a stranger announces.</summary>
/// <remarks>Alone, and one of five measurements must be zero: the runtime recompiles hot methods when it sees fit, on this thread too.</remarks>
[Collection(nameof(FrameAllocationTests)), CollectionDefinition(nameof(FrameAllocationTests), DisableParallelization = true)]
public sealed class FrameAllocationTests
{
    private const int Rounds = 200;

    [Fact]   // gate: 0 B a frame
    public void Reading_frames_and_messages_allocates_nothing()
    {
        byte[] stream = [.. Codec.All.Keys.SelectMany(Samples.Frame)];
        AssertAllocatesNothing(() =>
        {
            if (ReadAll(stream) != 17) throw new InvalidOperationException("A frame was not read.");
        });
    }

    [Fact]   // anchors 1: 125 peers that announce 32 MiB cost nothing until the bytes come
    public void An_announced_length_allocates_nothing()
    {
        var atCap = Hex.Bytes("424c4300 10 02000000 0000000000000000");      // BLOCK of 32 MiB: awaited
        var overCap = Hex.Bytes("424c4300 10 02000001 0000000000000000");    // one byte more: refused
        var skipped = Hex.Bytes("424c4300 7f 02000000 0000000000000000");    // a later version's: discarded as it comes
        var expected = (FrameStatus.Incomplete, FrameStatus.Violation, FrameStatus.Skip);
        AssertAllocatesNothing(() =>
        {
            if ((Status(atCap), Status(overCap), Status(skipped)) != expected) throw new InvalidOperationException("The verdict is another.");
        });
    }

    [Fact]   // a count is a claim too: 2000 headers in six bytes
    public void A_claimed_count_allocates_nothing()
    {
        var claim = Hex.Bytes("00000000 07d0");
        AssertAllocatesNothing(() =>
        {
            if (HeadersMessage.TryRead(claim, out _, out _)) throw new InvalidOperationException("A claim was believed.");
        });
    }

    [Fact]   // gate: 0 B a frame
    public void Writing_into_a_span_allocates_nothing()
    {
        var output = new byte[64];
        AssertAllocatesNothing(() => FrameWriter.Write(output, NetworkMagic.Mainnet, new PingMessage(1)));
    }

    private static void AssertAllocatesNothing(Action action)
    {
        Measure(action);   // the first pass compiles and initialises
        Assert.Contains(0, Enumerable.Range(0, 5).Select(_ => Measure(action)));
    }

    private static long Measure(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static FrameStatus Status(byte[] received) => FrameReader.TryRead(received, NetworkMagic.Mainnet, out _, out _);

    private static int ReadAll(ReadOnlySpan<byte> stream)
    {
        var frames = 0;
        while (FrameReader.TryRead(stream, NetworkMagic.Mainnet, out var frame, out _) == FrameStatus.Complete)
        {
            if (!Read(frame)) throw new InvalidOperationException("A sample is not valid.");
            stream = stream[frame.Length..];
            frames++;
        }

        return frames;
    }

    private static bool Read(Frame frame) => frame.Type switch
    {
        MessageType.Version => VersionMessage.TryRead(frame.Payload, out _, out _),
        MessageType.Verack => VerackMessage.TryRead(frame.Payload, out _, out _),
        MessageType.Block => BlockMessage.TryRead(frame.Payload, out _, out _),
        MessageType.GetBlocks => GetBlocksMessage.TryRead(frame.Payload, out var message, out _) && Walk(message.Hashes),
        MessageType.Headers => HeadersMessage.TryRead(frame.Payload, out var message, out _) && Walk(message.Headers),
        MessageType.GetHeaders => GetHeadersMessage.TryRead(frame.Payload, out _, out _),
        MessageType.NotFound => NotFoundMessage.TryRead(frame.Payload, out var message, out _) && Walk(message.Hashes),
        MessageType.Tx => TxMessage.TryRead(frame.Payload, out _, out _),
        MessageType.GetTx => GetTxMessage.TryRead(frame.Payload, out var message, out _) && Walk(message.Txids),
        MessageType.Mempool => MempoolMessage.TryRead(frame.Payload, out var message, out _) && Walk(message.Txids),
        MessageType.Phase => PhaseMessage.TryRead(frame.Payload, out _, out _),
        MessageType.GetPhase => GetPhaseMessage.TryRead(frame.Payload, out var message, out _) && Walk(message.Heights),
        MessageType.Coherence => CoherenceMessage.TryRead(frame.Payload, out var message, out _) && Walk(message.Pairs),
        MessageType.Addr => AddrMessage.TryRead(frame.Payload, out var message, out _) && Walk(message.Addresses),
        MessageType.GetAddr => GetAddrMessage.TryRead(frame.Payload, out _, out _),
        MessageType.Ping => PingMessage.TryRead(frame.Payload, out _, out _),
        MessageType.Pong => PongMessage.TryRead(frame.Payload, out _, out _),
        _ => false,
    };

    private static bool Walk<TItem, TLayout>(ItemList<TItem, TLayout> list)
        where TItem : allows ref struct
        where TLayout : IItemLayout<TItem>
    {
        var seen = 0;
        foreach (var _ in list) seen++;
        return seen == list.Count;
    }
}
