using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using BloomCoin.Protocol.Frames;

namespace BloomCoin.Benchmarks.Sockets;

/// <summary>The least that reads frames from a socket: receive, find the next frame, check it or not, count it. The baseline of receiving and of accepting.</summary>
internal sealed class BareLoop : IDisposable
{
    private const int BufferBytes = 64 * 1024, HandshakeBytes = 1024;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _accepted = [];
    private readonly Check _check;
    private readonly byte[] _greeting;
    private long _bytes;

    /// <param name="check">Whether and how it verifies checksums.</param>
    /// <param name="greeting">What it sends on each connection at once.</param>
    public BareLoop(Check check, byte[]? greeting = null)
    {
        (_check, _greeting) = (check, greeting ?? []);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        _ = Task.Run(Accept);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public long BytesReceived => Interlocked.Read(ref _bytes);

    public void Dispose()
    {
        _listener.Dispose();
        lock (_accepted) _accepted.ForEach(socket => socket.Dispose());
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync();
                lock (_accepted) _accepted.Add(socket);
                _ = Task.Run(() => Receive(socket));
            }
        }
        catch (SocketException)
        {
            // Disposed of: the run is over.
        }
    }

    private async Task Receive(Socket socket)
    {
        var buffer = new byte[_greeting.Length > 0 ? HandshakeBytes : BufferBytes];
        var end = 0;
        try
        {
            if (_greeting.Length > 0) await socket.SendAsync(_greeting);
            while (await socket.ReceiveAsync(buffer.AsMemory(end)) is > 0 and var count)
            {
                Interlocked.Add(ref _bytes, count);
                end += count;
                var consumed = Consume(buffer.AsSpan(0, end));
                buffer.AsSpan(consumed, end - consumed).CopyTo(buffer);
                end -= consumed;
            }
        }
        catch (SocketException)
        {
            // The run is over.
        }
    }

    private int Consume(ReadOnlySpan<byte> received)
    {
        var consumed = 0;
        while (received.Length - consumed >= FrameHeader.Size)
        {
            var frame = received[consumed..];
            var length = FrameHeader.Size + (int)BinaryPrimitives.ReadUInt32BigEndian(frame[5..]);
            if (frame.Length < length) break;
            if (_check != Check.None && ChecksumOf(frame[FrameHeader.Size..length]) != BinaryPrimitives.ReadUInt64BigEndian(frame[9..]))
                throw new InvalidOperationException("a checksum is wrong");
            consumed += length;
        }

        return consumed;
    }

    private ulong ChecksumOf(ReadOnlySpan<byte> payload)
    {
        if (_check == Check.AsGateways) return FrameChecksum.Of(payload);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, digest);
        return BinaryPrimitives.ReadUInt32BigEndian(digest);
    }

    /// <summary>How a bare loop verifies checksums.</summary>
    internal enum Check
    {
        None,

        /// <summary>By the one call that .NET has for it: the baseline.</summary>
        HashData,

        /// <summary>As the gateway does.</summary>
        AsGateways,
    }
}
