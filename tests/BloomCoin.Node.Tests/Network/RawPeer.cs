using System.Net;
using System.Net.Sockets;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Node.Tests.Network;

/// <summary>A peer made of one socket and the protocol's codecs.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly NetworkMagic _magic;
    private readonly byte[] _received = new byte[64 * 1024];
    private int _count;

    private RawPeer(NetworkMagic magic) => _magic = magic;

    /// <summary>What the node's VERSION says.</summary>
    public (string UserAgent, NodeServices Services, uint Height) Node { get; private set; }

    /// <summary>Connects and shakes hands (wire-protocol 3): both sides' VERSION and VERACK.</summary>
    public static async Task<RawPeer> Connect(int port, NetworkMagic magic)
    {
        var peer = new RawPeer(magic);
        using var deadline = new CancellationTokenSource(Eventually.Limit, TimeProvider.System);
        await peer._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), deadline.Token);
        await peer.SendVersion(deadline.Token);
        await peer.Receive(MessageType.Version, payload =>
        {
            Assert.True(VersionMessage.TryRead(payload, out var version, out _));
            peer.Node = (version.PrintableUserAgent(), version.Services, version.StartHeight);
        }, deadline.Token);
        await peer.SendVerack(deadline.Token);
        await peer.Receive(MessageType.Verack, _ => { }, deadline.Token);
        return peer;
    }

    /// <summary>
    /// Reads on, over whatever comes, until the node closes the connection; fails when that is a reset and no orderly close.
    /// </summary>
    public async Task<bool> IsClosedOrderly()
    {
        using var deadline = new CancellationTokenSource(Eventually.Limit, TimeProvider.System);
        try
        {
            while (await _socket.ReceiveAsync(_received, deadline.Token) > 0)
            {
                // A PING or an announcement.
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendVersion(CancellationToken cancellation)
    {
        var frame = new byte[FrameHeader.Size + VersionMessage.MaxLength];
        var length = FrameWriter.Write(frame, _magic, new VersionMessage
        {
            Version = VersionMessage.CurrentVersion,
            Services = NodeServices.None,
            Timestamp = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
            Receiver = default,
            Sender = default,
            Nonce = 1,
            UserAgent = "/raw:1/"u8,
            StartHeight = 0,
        });
        await _socket.SendAsync(frame.AsMemory(0, length), cancellation);
    }

    private async Task SendVerack(CancellationToken cancellation)
    {
        var frame = new byte[FrameHeader.Size];
        FrameWriter.Write(frame, _magic, default(VerackMessage));
        await _socket.SendAsync(frame, cancellation);
    }

    /// <summary>Takes the next message, which must be of the type.</summary>
    private async Task Receive(MessageType type, Reader read, CancellationToken cancellation)
    {
        while (!TryTake(type, read))
        {
            var count = await _socket.ReceiveAsync(_received.AsMemory(_count), cancellation);
            Assert.True(count > 0, $"the node closed the connection instead of sending {type}");
            _count += count;
        }
    }

    private bool TryTake(MessageType type, Reader read)
    {
        var status = FrameReader.TryRead(_received.AsSpan(0, _count), _magic, out var frame, out _);
        if (status == FrameStatus.Incomplete) return false;

        Assert.Equal(FrameStatus.Complete, status);
        Assert.Equal(type, frame.Type);
        read(frame.Payload);
        _received.AsSpan(frame.Length, _count - frame.Length).CopyTo(_received);
        _count -= frame.Length;
        return true;
    }

    private delegate void Reader(ReadOnlySpan<byte> payload);
}
