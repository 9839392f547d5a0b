using System.Runtime.InteropServices;
using BloomCoin.Chain;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Node.Tests.HostileHour;

/// <summary>Bytes as strangers send them: frames in order, and frames with one thing wrong.</summary>
internal static class Frames
{
    public static readonly NetworkMagic Magic = NetworkMagic.Mainnet;

    private const int ChecksumAt = FrameHeader.Size - 1;

    public static byte[] Of<TMessage>(scoped TMessage message)
        where TMessage : IMessage, allows ref struct
    {
        var frame = new byte[FrameWriter.LengthOf(message)];
        FrameWriter.Write(frame, Magic, message);
        return frame;
    }

    /// <summary>A frame in order around any payload.</summary>
    public static byte[] Around(MessageType type, params byte[] payload) => Around(Magic, type, payload);

    public static byte[] WithWrongMagic() => Around(new NetworkMagic(0xDEADBEEF), MessageType.Ping, new byte[sizeof(ulong)]);

    public static byte[] WithWrongChecksum()
    {
        var frame = Of(new PingMessage(1));
        frame[ChecksumAt] ^= 1;
        return frame;
    }

    /// <summary>A header that announces 4 GiB, and no payload.</summary>
    public static byte[] WithWrongLength()
    {
        var header = new byte[FrameHeader.Size];
        new FrameHeader(Magic, MessageType.Block, uint.MaxValue, 0).Write(header);
        return header;
    }

    public static byte[] Version(ulong nonce, NodeServices services, uint claims) => Of(new VersionMessage
    {
        Version = VersionMessage.CurrentVersion,
        Services = services,
        Timestamp = 0,
        Receiver = default,
        Sender = default,
        Nonce = nonce,
        UserAgent = "/stranger:1/"u8,
        StartHeight = claims,
    });

    /// <summary>63 phases with the coherence that they have.</summary>
    public static byte[] Phase(uint height, ushort[] phases) =>
        Of(new PhaseMessage(height, (float)BloomCoin.Phases.OrderParameter.Of(phases).R, MemoryMarshal.AsBytes<ushort>(phases)));

    public static byte[] GetBlocks(params ReadOnlySpan<Hash256> hashes)
    {
        var bytes = new byte[hashes.Length * Hash256.Length];
        for (var index = 0; index < hashes.Length; index++) hashes[index].CopyTo(bytes.AsSpan(index * Hash256.Length));
        return Of(new GetBlocksMessage(new ItemList<ReadOnlySpan<byte>, HashLayout>(bytes)));
    }

    public static byte[] Headers(uint start, byte[] headers) =>
        Of(new HeadersMessage(start, new ItemList<ReadOnlySpan<byte>, HeaderLayout>(headers)));

    public static byte[] NotFound(byte[] hashes) =>
        Of(new NotFoundMessage(MessageType.Block, new ItemList<ReadOnlySpan<byte>, HashLayout>(hashes)));

    public static byte[] Repeated(int times, byte[] frame) => [.. Enumerable.Repeat(frame, times).SelectMany(bytes => bytes)];

    private static byte[] Around(NetworkMagic magic, MessageType type, byte[] payload)
    {
        var frame = new byte[FrameHeader.Size + payload.Length];
        FrameHeader.For(magic, type, payload).Write(frame);
        payload.CopyTo(frame, FrameHeader.Size);
        return frame;
    }
}
