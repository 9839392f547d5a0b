using System.Buffers;
using System.Net;
using System.Net.Sockets;
using BloomCoin.Chain;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Benchmarks.Sync;

/// <summary>A peer that serves a chain from memory as fast as its socket takes it.</summary>
internal sealed class ServingPeer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly BenchChain _chain;
    private readonly Dictionary<Hash256, Block> _byHash;

    public ServingPeer(BenchChain chain)
    {
        _chain = chain;
        _byHash = chain.Blocks.ToDictionary(block => block.Hash);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _ = Task.Run(Accept);
    }

    public string Address => _listener.LocalEndPoint!.ToString()!;

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await _listener.AcceptAsync());
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.OperationAborted)
        {
            // Disposed of: the run is over.
        }
    }

    private async Task Serve(Socket socket)
    {
        using var connection = socket;
        var received = new ArrayBufferWriter<byte>(64 * 1024);
        try
        {
            for (var read = 1; read > 0;)
            {
                read = await connection.ReceiveAsync(received.GetMemory(64 * 1024));
                received.Advance(read);
                var output = new ArrayBufferWriter<byte>();
                Keep(received, Answer(received.WrittenSpan, output));
                if (output.WrittenCount > 0) await connection.SendAsync(output.WrittenMemory);
            }
        }
        catch (SocketException)
        {
            // The node was ended.
        }
    }

    /// <summary>Answers every whole frame; returns the bytes that these took.</summary>
    private int Answer(ReadOnlySpan<byte> received, ArrayBufferWriter<byte> output)
    {
        var consumed = 0;
        while (FrameReader.TryRead(received[consumed..], NetworkMagic.Mainnet, out var frame, out _) == FrameStatus.Complete)
        {
            Answer(frame, output);
            consumed += frame.Length;
        }

        return consumed;
    }

    private void Answer(in Frame frame, ArrayBufferWriter<byte> output)
    {
        switch (frame.Type)
        {
            case MessageType.Version:
                Write(output, Version());
                Write(output, default(VerackMessage));
                break;
            case MessageType.Ping when PingMessage.TryRead(frame.Payload, out var ping, out _):
                Write(output, new PongMessage(ping.Nonce));
                break;
            case MessageType.GetHeaders when GetHeadersMessage.TryRead(frame.Payload, out var asked, out _):
                byte[] headers = [.. _chain.Blocks.Skip((int)asked.StartHeight).Take((int)asked.Count).SelectMany(block => block.Bytes[..BlockHeader.Length].ToArray())];
                Write(output, new HeadersMessage(asked.StartHeight, new ItemList<ReadOnlySpan<byte>, HeaderLayout>(headers)));
                break;
            case MessageType.GetBlocks when GetBlocksMessage.TryRead(frame.Payload, out var asked, out _):
                for (var i = 0; i < asked.Hashes.Count; i++) Write(output, new BlockMessage(_byHash[new Hash256(asked.Hashes[i])].Bytes.Span));
                break;
        }
    }

    private VersionMessage Version() => new()
    {
        Version = VersionMessage.CurrentVersion,
        Services = NodeServices.Blocks,
        Timestamp = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
        Receiver = default,
        Sender = default,
        Nonce = 1,
        UserAgent = "/bench:1/"u8,
        StartHeight = (uint)_chain.Height,
    };

    private static void Write<TMessage>(ArrayBufferWriter<byte> output, scoped TMessage message)
        where TMessage : IMessage, allows ref struct => FrameWriter.Write(output, NetworkMagic.Mainnet, message);

    private static void Keep(ArrayBufferWriter<byte> received, int consumed)
    {
        var rest = received.WrittenSpan[consumed..].ToArray();
        received.ResetWrittenCount();
        received.Write(rest);
    }
}
