using System.Buffers;
using System.Net;
using System.Net.Sockets;
using BloomCoin.Phases;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Benchmarks.Sockets;

/// <summary>What peers do on their sockets.</summary>
internal static class PeerSockets
{
    /// <summary>Frames of one write: as many as travel together when a gateway sends a batch.</summary>
    public const int FramesInAWrite = 100;

    private const int AtOnce = 64;

    /// <summary>One PHASE whose claim holds: 151 bytes.</summary>
    public static byte[] Phase { get; } = MakePhase();

    /// <summary>VERSION and VERACK.</summary>
    public static byte[] Greeting { get; } = [.. Encode(Version()), .. Encode(default(VerackMessage))];

    /// <summary>Writes PHASEs to all connections in turn until the other side is gone.</summary>
    public static void Blast(int port, int connections)
    {
        var sockets = Enumerable.Range(0, connections).Select(_ => Connect(port)).ToArray();
        byte[] frames = [.. Enumerable.Repeat(Phase, FramesInAWrite).SelectMany(frame => frame)];
        try
        {
            foreach (var socket in sockets) socket.Send(Greeting);
            while (true)
            {
                foreach (var socket in sockets) socket.Send(frames);
            }
        }
        catch (SocketException)
        {
            // The run is over.
        }
    }

    /// <summary>Connects and completes the handshakes, 64 at a time.</summary>
    public static async Task<Socket[]> Establish(int port, int connections)
    {
        var sockets = new Socket[connections];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            for (int index; (index = Interlocked.Increment(ref next)) < connections;) sockets[index] = await Establish(port);
        })));
        return sockets;
    }

    private static async Task<Socket> Establish(int port)
    {
        var socket = Connect(port);
        await socket.SendAsync(Encode(Version()));
        var received = new byte[1024];
        for (var count = 0; !EndsWithVerack(received.AsSpan(0, count));)
        {
            var read = await socket.ReceiveAsync(received.AsMemory(count));
            if (read == 0) throw new InvalidOperationException("the gateway closed the connection");
            count += read;
        }

        await socket.SendAsync(Encode(default(VerackMessage)));
        return socket;
    }

    private static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private static bool EndsWithVerack(ReadOnlySpan<byte> received) =>
        received.Length > FrameHeader.Size && received[^FrameHeader.Size..].SequenceEqual(Encode(default(VerackMessage)));

    private static VersionMessage Version() => new()
    {
        Version = VersionMessage.CurrentVersion,
        Services = NodeServices.Phases,
        Timestamp = 0,
        Receiver = default,
        Sender = default,
        Nonce = 1,
        UserAgent = "/bench:1/"u8,
        StartHeight = 0,
    };

    private static byte[] MakePhase()
    {
        var random = new Random(1);
        Span<ushort> phases = stackalloc ushort[Oscillators.Count];
        foreach (ref var phase in phases) phase = (ushort)random.Next(20_000);
        return Encode(new PhaseMessage(1, (float)OrderParameter.Of(phases).R, System.Runtime.InteropServices.MemoryMarshal.AsBytes(phases)));
    }

    /// <summary>A message as a frame.</summary>
    public static byte[] Encode<TMessage>(scoped TMessage message)
        where TMessage : IMessage, allows ref struct
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, NetworkMagic.Mainnet, message);
        return output.WrittenSpan.ToArray();
    }
}
