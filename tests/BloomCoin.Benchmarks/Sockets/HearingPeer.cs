using System.Diagnostics;
using System.Net.Sockets;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Benchmarks.Sockets;

/// <summary>A peer of this process that says of each message when it came, and answers PINGs. Nothing is allocated for one.</summary>
internal sealed class HearingPeer : IDisposable
{
    private readonly Socket _socket;
    private readonly Heard _heard;
    private readonly byte[] _received = new byte[512 * 1024];   // more than the longest HEADERS

    private HearingPeer(Socket socket, Heard heard) => (_socket, _heard) = (socket, heard);

    /// <summary>Hears a message.</summary>
    /// <param name="peer">Who.</param>
    /// <param name="frame">Its payload is good only for the call.</param>
    /// <param name="at">Timestamp of when it was there whole.</param>
    public delegate void Heard(HearingPeer peer, Frame frame, long at);

    /// <summary>Timestamp of when it last began to send.</summary>
    public long SentAt { get; private set; }

    /// <summary>Connects peers and completes their handshakes.</summary>
    public static async Task<HearingPeer[]> Connect(int port, int count, Heard heard)
    {
        var peers = (await PeerSockets.Establish(port, count)).Select(socket => new HearingPeer(socket, heard)).ToArray();
        foreach (var peer in peers) _ = Task.Run(peer.Read);
        return peers;
    }

    /// <summary>Sends a frame.</summary>
    public void Send(ReadOnlySpan<byte> frame)
    {
        SentAt = Stopwatch.GetTimestamp();
        while (!frame.IsEmpty) frame = frame[_socket.Send(frame)..];
    }

    public void Dispose() => _socket.Dispose();

    private async Task Read()
    {
        try
        {
            for (var count = 0; await _socket.ReceiveAsync(_received.AsMemory(count)) is > 0 and var read;)
            {
                count += read;
                count = Take(_received.AsSpan(0, count), Stopwatch.GetTimestamp());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    /// <summary>Hears all whole messages, and keeps the rest.</summary>
    private int Take(Span<byte> received, long at)
    {
        var taken = 0;
        while (FrameReader.TryRead(received[taken..], NetworkMagic.Mainnet, out var frame, out _) == FrameStatus.Complete)
        {
            taken += frame.Length;
            if (frame.Type == MessageType.Ping) Send(PeerSockets.Encode(new PongMessage(PingMessage.TryRead(frame.Payload, out var ping, out _) ? ping.Nonce : 0)));
            else _heard(this, frame, at);
        }

        received[taken..].CopyTo(received);
        return received.Length - taken;
    }
}
