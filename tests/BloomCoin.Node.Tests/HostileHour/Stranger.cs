using System.Net;
using System.Net.Sockets;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Node.Tests.HostileHour;

/// <summary>One TCP connection to the node from an address of its own: all of 127.0.0.0/8 is this machine.</summary>
internal sealed class Stranger : IDisposable
{
    private static long _nonces = 1_000_000;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly SemaphoreSlim _sending = new(1);
    private byte[] _received = new byte[4 * 1024];
    private int _count;

    private Stranger()
    {
    }

    /// <summary>Its own address.</summary>
    public IPAddress From => ((IPEndPoint)_socket.LocalEndPoint!).Address;

    /// <summary>The node's.</summary>
    public int Port => ((IPEndPoint)_socket.RemoteEndPoint!).Port;

    /// <summary>Connects; who is refused learns it by the first bytes that it sends or waits for.</summary>
    public static async Task<Stranger> Connect(IPAddress from, int port, CancellationToken over, int? receiveBuffer = null)
    {
        var stranger = new Stranger();
        try
        {
            if (receiveBuffer is { } bytes) stranger._socket.ReceiveBufferSize = bytes;
            stranger._socket.Bind(new IPEndPoint(from, 0));
            await stranger._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), over);
            return stranger;
        }
        catch
        {
            stranger.Dispose();
            throw;
        }
    }

    public static ulong NewNonce() => (ulong)Interlocked.Increment(ref _nonces);

    /// <summary>Shakes hands (wire-protocol 3) and returns the nonce of the node's VERSION. An end before that is a reset here.</summary>
    public async Task<ulong> Shake(CancellationToken over, NodeServices services = NodeServices.None, uint claims = 0)
    {
        await Send(Frames.Version(NewNonce(), services, claims), over);
        var version = await Expect(MessageType.Version, over);
        await Send(Frames.Of(default(VerackMessage)), over);
        await Expect(MessageType.Verack, over);
        return VersionMessage.TryRead(version, out var said, out _) ? said.Nonce : throw new InvalidDataException("a VERSION that is none");
    }

    public async Task Send(ReadOnlyMemory<byte> bytes, CancellationToken over)
    {
        await _sending.WaitAsync(over);
        try
        {
            while (!bytes.IsEmpty) bytes = bytes[await _socket.SendAsync(bytes, over)..];
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next message; null when the node closes the connection.</summary>
    public async Task<Message?> Next(CancellationToken over)
    {
        while (true)
        {
            if (Take() is { } message) return message;
            if (_count == _received.Length) Array.Resize(ref _received, _count * 2);
            var count = await _socket.ReceiveAsync(_received.AsMemory(_count), over);
            if (count == 0) return null;
            _count += count;
        }
    }

    /// <summary>Reads over whatever comes until the node closes the connection. PINGs are answered.</summary>
    public async Task ReadToTheEnd(CancellationToken over)
    {
        while (await Next(over) is { } message)
        {
            if (message.Type == MessageType.Ping) await Send(Frames.Around(MessageType.Pong, message.Payload), over);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task<byte[]> Expect(MessageType type, CancellationToken over) =>
        await Next(over) is { } message && message.Type == type ? message.Payload : throw new SocketException((int)SocketError.ConnectionReset);

    private Message? Take()
    {
        if (FrameReader.TryRead(_received.AsSpan(0, _count), Frames.Magic, out var frame, out _) != FrameStatus.Complete) return null;
        var message = new Message(frame.Type, frame.Payload.ToArray());
        _received.AsSpan(frame.Length, _count - frame.Length).CopyTo(_received);
        _count -= frame.Length;
        return message;
    }
}

/// <summary>What the node sent.</summary>
internal sealed record Message(MessageType Type, byte[] Payload);
