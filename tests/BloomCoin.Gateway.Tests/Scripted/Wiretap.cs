using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>Two sockets that are connected to each other, with a listener between them who counts what goes by.</summary>
internal sealed class Wiretap : IDisposable
{
    private readonly Socket[] _inner;

    private Wiretap(Socket[] outer, Socket[] inner)
    {
        (Ends, _inner) = (outer, inner);
        _ = Forward(inner[0], inner[1]);
        _ = Forward(inner[1], inner[0]);
    }

    /// <summary>The two ends.</summary>
    public Socket[] Ends { get; }

    /// <summary>The types of all frames of either direction.</summary>
    public ConcurrentQueue<MessageType> Seen { get; } = new();

    public static async Task<Wiretap> Make()
    {
        var (first, second) = (await Connect(), await Connect());
        return new Wiretap([first.Outer, second.Outer], [first.Inner, second.Inner]);
    }

    public int Count(MessageType type) => Seen.Count(seen => seen == type);

    public void Dispose()
    {
        foreach (var socket in _inner) socket.Dispose();
    }

    private static async Task<(Socket Outer, Socket Inner)> Connect()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var inner = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await inner.ConnectAsync(listener.LocalEndPoint!, TestContext.Current.CancellationToken);
        return (await listener.AcceptAsync(TestContext.Current.CancellationToken), inner);
    }

    private async Task Forward(Socket from, Socket to)
    {
        var received = new ArrayBufferWriter<byte>();
        var consumed = 0;
        try
        {
            while (await from.ReceiveAsync(received.GetMemory(4096)) is > 0 and var count)
            {
                received.Advance(count);
                while (FrameReader.TryRead(received.WrittenSpan[consumed..], Wire.Magic, out var frame, out _) == FrameStatus.Complete)
                {
                    Seen.Enqueue(frame.Type);
                    consumed += frame.Length;
                }

                await to.SendAsync(received.WrittenMemory[^count..]);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
