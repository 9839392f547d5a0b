using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Connections;

/// <summary>wire-protocol 1 and 2: TCP has no messages, so a stream means the same however it is cut. p2p-anchors, scenarios 1 to 4 and 12.</summary>
public sealed class FramingTests(ReferenceGateway gateway) : BesideAWitness(gateway)
{
    /// <summary>A request and a PING behind it.</summary>
    private static readonly byte[] Stream = [.. Wire.GetHeaders(10, 3), .. Wire.Ping(99)];

    public static TheoryData<MessageType> TypesWithAPayload =>
        [.. Enum.GetValues<MessageType>().Where(type => type is not (MessageType.None or MessageType.Version))];

    [Fact]   // wire-protocol 1
    public async Task A_stream_that_comes_byte_by_byte_is_answered()
    {
        using var peer = await ScriptedPeer.Connect(Gateway.EndPoint);
        foreach (var value in (byte[])[.. Wire.Version(), .. Wire.Verack(), .. Stream]) await peer.Send([value]);
        await peer.Expect(MessageType.Version);
        await peer.Expect(MessageType.Verack);
        await ExpectAnswers(peer);
    }

    [Fact]   // wire-protocol 1: a batch is frames back to back
    public async Task A_thousand_frames_in_one_flush_are_answered_in_order()
    {
        await using var unlimited = await GatewayCluster.StartUnlimited();
        using var peer = await ScriptedPeer.Establish(unlimited.EndPoint);
        await peer.Send([.. Enumerable.Range(0, 1000).Select(nonce => Wire.Ping((ulong)nonce))]);
        for (var nonce = 0; nonce < 1000; nonce++)
            Assert.Equal(Wire.Ping((ulong)nonce)[FrameHeader.Size..], await peer.Expect(MessageType.Pong));
    }

    [Fact]   // wire-protocol 1
    public async Task A_stream_cut_at_any_byte_gets_the_same_answers()
    {
        using var peer = await ScriptedPeer.Establish(Gateway.EndPoint);
        for (var cut = 1; cut < Stream.Length; cut++)
        {
            await peer.Send(Stream[..cut]);
            await peer.Send(Stream[cut..]);
            await ExpectAnswers(peer);
        }
    }

    [Fact]   // wire-protocol 1: this network's magic and no other
    public async Task A_wrong_magic_ends_the_connection_at_its_first_wrong_byte()
    {
        using var http = await ScriptedPeer.Connect(Gateway.EndPoint);
        await http.Send("G"u8.ToArray());
        await ExpectViolation(http);

        using var devnet = await ScriptedPeer.Establish(Gateway.EndPoint);
        await devnet.Send([0x42, 0x4C, 0x43, 0x01]);
        await ExpectViolation(devnet);
    }

    [Theory, InlineData(FrameHeader.Size - 1), InlineData(9), InlineData(FrameHeader.Size)]   // wire-protocol 1: low half, upper half, payload
    public async Task A_frame_whose_checksum_does_not_agree_ends_the_connection(int flipped)
    {
        using var peer = await ScriptedPeer.Establish(Gateway.EndPoint);
        var ping = Wire.Ping(1);
        ping[flipped] ^= 1;
        await peer.Send(ping);
        await ExpectViolation(peer);
    }

    [Theory, MemberData(nameof(TypesWithAPayload))]   // wire-protocol 2: before a byte of payload is buffered
    public async Task A_length_over_its_cap_ends_the_connection_from_the_header_alone(MessageType type)
    {
        Assert.True(MessageCaps.TryGet(type, out var cap));
        using var peer = await ScriptedPeer.Establish(Gateway.EndPoint);
        await peer.Send(Wire.Header(type, (uint)cap + 1));
        await ExpectViolation(peer);
    }

    [Fact]   // wire-protocol 2: max_message_size holds for types not known yet
    public async Task An_unknown_type_over_32_MiB_ends_the_connection()
    {
        using var peer = await ScriptedPeer.Establish(Gateway.EndPoint);
        await peer.Send(Wire.Header((MessageType)0x7F, (32 << 20) + 1));
        await ExpectViolation(peer);
    }

    [Theory]   // wire-protocol 2, the counts; p2p-anchors, scenario 12
    [InlineData(MessageType.GetBlocks, 501, 32)]
    [InlineData(MessageType.GetTx, 1001, 32)]
    [InlineData(MessageType.Mempool, 5001, 32)]
    [InlineData(MessageType.GetPhase, 101, 4)]
    [InlineData(MessageType.Coherence, 101, 8)]
    [InlineData(MessageType.Addr, 1001, 30)]
    public async Task A_count_over_its_maximum_ends_the_connection_whether_its_items_follow_or_not(MessageType type, ushort count, int size)
    {
        byte[] prefix = [(byte)(count >> 8), (byte)count];
        foreach (var items in new[] { 0, count - 1, count })
        {
            using var peer = await ScriptedPeer.Establish(Gateway.EndPoint);
            await peer.SendInVain(Wire.Frame(type, [.. prefix, .. new byte[items * size]]));
            await ExpectViolation(peer);
        }
    }

    [Fact]   // the same where the count is not the first field
    public async Task A_count_over_its_maximum_behind_other_fields_ends_the_connection()
    {
        byte[][] frames =
        [
            Wire.Frame(MessageType.Headers, [0, 0, 0, 1, 0x07, 0xD1, .. new byte[2000 * 92]]),   // 2001 headers
            Wire.Frame(MessageType.GetHeaders, 0, 0, 0, 1, 0, 0, 0x07, 0xD1),
            Wire.Frame(MessageType.NotFound, [(byte)MessageType.Block, 0x03, 0xE9, .. new byte[1000 * 32]]),
        ];
        foreach (var frame in frames)
        {
            using var peer = await ScriptedPeer.Establish(Gateway.EndPoint);
            await peer.SendInVain(frame);
            await ExpectViolation(peer);
        }
    }

    [Theory, MemberData(nameof(TypesWithAPayload))]   // wire-protocol 2: a payload that does not match its own counts
    public async Task A_malformed_payload_ends_the_connection(MessageType type)
    {
        using var peer = await ScriptedPeer.Establish(Gateway.EndPoint);
        await peer.SendInVain(Malformed(type));
        await ExpectViolation(peer);
    }

    [Fact]   // wire-protocol 2: later versions may add types
    public async Task A_message_of_unknown_type_is_skipped_whatever_its_size_and_checksum()
    {
        using var peer = await ScriptedPeer.Establish(Gateway.EndPoint);
        await peer.Send(Wire.Header((MessageType)0x7F, 0), Wire.Header((MessageType)0x50, 3, checksum: ulong.MaxValue), [1, 2, 3]);
        await peer.Send(Wire.Header((MessageType)0x7F, 5 << 20), new byte[5 << 20], Wire.Ping(3));
        Assert.Equal(Wire.Ping(3)[FrameHeader.Size..], await peer.Expect(MessageType.Pong));
    }

    [Fact]   // wire-protocol 4 and 6: only what is over a limit or breaks a rule is held against a peer
    public async Task Well_formed_messages_that_nobody_asked_for_are_taken_without_penalty()
    {
        using var peer = await ScriptedPeer.Establish(Gateway.EndPoint);
        MessageType[] unasked = [MessageType.Phase, MessageType.GetPhase, MessageType.Coherence, MessageType.Addr];
        await peer.Send([.. unasked.Select(Wire.Sample)]);
        await peer.ExpectAnswerToPing();
    }

    /// <summary>A frame in order whose payload is one byte short of a sample, or one too long where a sample is empty or of any length.</summary>
    private static byte[] Malformed(MessageType type) => type switch
    {
        MessageType.Verack or MessageType.GetAddr => Wire.Header(type, 1),
        MessageType.Mempool => Wire.Frame(type, 0),
        MessageType.Tx => Wire.Frame(type),
        MessageType.Block => Wire.Header(type, (32 << 20) + 1),
        _ => Wire.Frame(type, Wire.Sample(type)[FrameHeader.Size..^1]),
    };

    private static async Task ExpectAnswers(ScriptedPeer peer)
    {
        // The PING may overtake the headers: an answer that reads the chain is made beside the receive loop.
        var answers = new[] { await peer.Next(), await peer.Next() }.ToDictionary(answer => answer.Type, answer => answer.Payload);
        Assert.Equal(Wire.Headers(10, ReferenceChain.Headers(10, 3))[FrameHeader.Size..], answers[MessageType.Headers]);
        Assert.Equal(Wire.Ping(99)[FrameHeader.Size..], answers[MessageType.Pong]);
    }

    private async Task ExpectViolation(ScriptedPeer peer)
    {
        await peer.ExpectClose();
        Assert.Equal(DisconnectReason.ProtocolViolation, await Gateway.Events.EndOf(peer.Key));
    }
}
