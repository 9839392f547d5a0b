using System.Net;
using BloomCoin.Chain;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>Bytes as they travel: frames in order, and frames with one thing wrong.</summary>
internal static class Wire
{
    public static readonly NetworkMagic Magic = NetworkMagic.Mainnet;

    public static byte[] Frame<TMessage>(scoped TMessage message)
        where TMessage : IMessage, allows ref struct
    {
        var frame = new byte[FrameWriter.LengthOf(message)];
        FrameWriter.Write(frame, Magic, message);
        return frame;
    }

    /// <summary>A frame in order around any payload.</summary>
    public static byte[] Frame(MessageType type, params byte[] payload)
    {
        var frame = new byte[FrameHeader.Size + payload.Length];
        FrameHeader.For(Magic, type, payload).Write(frame);
        payload.CopyTo(frame, FrameHeader.Size);
        return frame;
    }

    /// <summary>A header alone, whatever it claims.</summary>
    public static byte[] Header(MessageType type, uint length, ulong checksum = 0)
    {
        var header = new byte[FrameHeader.Size];
        new FrameHeader(Magic, type, length, checksum).Write(header);
        return header;
    }

    /// <summary>A scripted peer's VERSION. It serves nothing, so that no sync asks it for blocks.</summary>
    public static byte[] Version(
        uint version = 1, ulong nonce = 7, NodeServices services = NodeServices.None, uint startHeight = 0) => Frame(new VersionMessage
        {
            Version = version,
            Services = services,
            Timestamp = 0,
            Receiver = default,
            Sender = default,
            Nonce = nonce,
            UserAgent = "/scripted:1/"u8,
            StartHeight = startHeight,
        });

    public static byte[] Verack() => Frame(default(VerackMessage));

    public static byte[] Ping(ulong nonce) => Frame(new PingMessage(nonce));

    public static byte[] Pong(ulong nonce) => Frame(new PongMessage(nonce));

    public static byte[] GetHeaders(uint start, uint count) => Frame(new GetHeadersMessage(start, count));

    public static byte[] GetBlocks(params byte[] hashes) => Frame(new GetBlocksMessage(new HashList(hashes)));

    public static byte[] Headers(uint start, ReadOnlySpan<byte> headers) => Frame(new HeadersMessage(start, new HeaderList(headers)));

    public static byte[] Block(ReadOnlySpan<byte> block) => Frame(new BlockMessage(block));

    public static byte[] Tx(Transaction transaction) => Frame(new TxMessage(transaction.Bytes.Span));

    public static byte[] GetTx(params byte[] txids) => Frame(new GetTxMessage(new HashList(txids)));

    public static byte[] MissingTx(params byte[] txids) => Frame(new NotFoundMessage(MessageType.Tx, new HashList(txids)));

    public static byte[] Inventory(params byte[] txids) => Frame(new MempoolMessage(new HashList(txids)));

    public static byte[] AskInventory() => Frame(MempoolMessage.Request);

    public static byte[] NotFound(params byte[] hashes) => Frame(new NotFoundMessage(MessageType.Block, new HashList(hashes)));

    public static byte[] Phase(uint height, float coherence, ReadOnlySpan<byte> phases) => Frame(new PhaseMessage(height, coherence, phases));

    public static byte[] GetPhase(params uint[] heights) =>
        Frame(new GetPhaseMessage(ItemList.Encode<uint, HeightLayout>(heights, new byte[heights.Length * HeightLayout.Size])));

    public static byte[] Coherence(params CoherencePair[] pairs) =>
        Frame(new CoherenceMessage(ItemList.Encode<CoherencePair, CoherencePair>(pairs, new byte[pairs.Length * CoherencePair.Size])));

    public static byte[] GetAddr() => Frame(default(GetAddrMessage));

    /// <summary>An ADDR of addresses that were seen at some time.</summary>
    public static byte[] Addr(DateTimeOffset seen, params IEnumerable<string> addresses) => Frame(new AddrMessage(Entries(seen, addresses)));

    private static ItemList<AddressEntry, AddressEntry> Entries(DateTimeOffset seen, IEnumerable<string> addresses)
    {
        var lastSeen = (uint)seen.ToUnixTimeSeconds();
        AddressEntry[] entries = [.. addresses.Select(address => new AddressEntry(lastSeen, NodeServices.Blocks, NetworkAddress.From(IPEndPoint.Parse(address))))];
        return ItemList.Encode<AddressEntry, AddressEntry>(entries, new byte[entries.Length * AddressEntry.Size]);
    }

    /// <summary>One well-formed message of every type of wire-protocol 2.</summary>
    public static byte[] Sample(MessageType type) => type switch
    {
        MessageType.Version => Version(),
        MessageType.Block => Block(ReferenceChain.Block(1)),
        MessageType.GetBlocks => GetBlocks(ReferenceChain.Hash(1)),
        MessageType.Headers => Headers(1, ReferenceChain.Headers(1, 1)),
        MessageType.GetHeaders => GetHeaders(0, 1),
        MessageType.NotFound => NotFound(ReferenceChain.Hash(1)),
        MessageType.Tx => Frame(type, new byte[100]),
        MessageType.GetTx => Frame(new GetTxMessage(new HashList(new byte[32]))),
        MessageType.Phase => Frame(type, new byte[134]),
        MessageType.GetPhase => Frame(type, 0, 1, 0, 0, 0, 1),
        MessageType.Coherence => Frame(type, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0),
        MessageType.Addr => Frame(type, 0, 0),
        MessageType.Ping => Ping(1),
        MessageType.Pong => Pong(1),
        _ => Frame(type),
    };
}
