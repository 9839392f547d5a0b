using System.Net;
using System.Net.Sockets;
using BloomCoin.Peering;
using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Connections;

/// <summary>One TCP connection: a receive loop, a send loop, one way to end it. The first reason wins.</summary>
/// <remarks>
/// An own socket loop and not Kestrel's: a frame lies contiguous in one buffer, so the reader and every message work on plain
/// spans; outbound and inbound connections are the same class; and an idle connection holds no buffer. docs/architecture.md has
/// the measurements behind it. Back-pressure is visible: while a frame is handled, nothing more is received.
/// </remarks>
internal sealed partial class PeerConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkMagic _magic;
    private readonly TimeProvider _time;
    private readonly SendQueue _queue;
    private readonly BandwidthPacer _bandwidth;
    private readonly TrafficCounts _traffic;
    private readonly CancellationTokenSource _closing = new();
    private CloseCause? _cause;
    private long _lastReceived, _frameStarted, _sendStarted, _bytesReceived, _bytesSent, _flushes;

    /// <param name="socket">Connected; the connection disposes of it.</param>
    /// <param name="magic">The network.</param>
    /// <param name="time">The clock.</param>
    /// <param name="bandwidth">What all connections of the gateway send together; null for no limit.</param>
    /// <param name="traffic">Where messages and bytes are counted; null for nowhere.</param>
    public PeerConnection(Socket socket, NetworkMagic magic, TimeProvider time, BandwidthPacer? bandwidth = null, TrafficCounts? traffic = null)
    {
        _socket = socket;
        _magic = magic;
        _time = time;
        _bandwidth = bandwidth ?? BandwidthPacer.Unlimited;
        _traffic = traffic ?? TrafficCounts.Unseen;
        _queue = new SendQueue(magic, time, _traffic);
        socket.NoDelay = true;
        socket.Blocking = false;   // of what is not awaited: see Send
        KernelQueue.Shorten(socket);
        Remote = (IPEndPoint)socket.RemoteEndPoint!;
        Opened = _lastReceived = time.GetTimestamp();
        Closing = _closing.Token;
    }

    /// <summary>Names this connection to grains; a peer that comes back has another.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    public IPEndPoint Remote { get; }

    /// <summary>Timestamp of the connection's start.</summary>
    public long Opened { get; }

    public long BytesReceived => Interlocked.Read(ref _bytesReceived);

    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>What waits to be sent.</summary>
    internal SendQueue Queue => _queue;

    /// <summary>How often the socket was given something: system calls.</summary>
    internal long Flushes => Interlocked.Read(ref _flushes);

    /// <summary>Bytes that wait for the peer to read (wire-protocol 6).</summary>
    public long Unsent => _queue.Queued;

    /// <summary>Why it ended; null while it is open.</summary>
    public CloseCause? Cause => Volatile.Read(ref _cause);

    public bool IsOpen => Cause is null;

    /// <summary>Cancelled when the connection ends.</summary>
    public CancellationToken Closing { get; }

    /// <summary>How long nothing has arrived.</summary>
    public TimeSpan Silence => _time.GetElapsedTime(Interlocked.Read(ref _lastReceived));

    /// <summary>How long the frame that is arriving has been arriving; null between frames.</summary>
    public TimeSpan? FrameAge => Interlocked.Read(ref _frameStarted) is var started and not 0 ? _time.GetElapsedTime(started) : null;

    /// <summary>How long the peer has not taken the bytes that are being sent; null while nothing waits.</summary>
    public TimeSpan? SendAge => Interlocked.Read(ref _sendStarted) is var started and not 0 ? _time.GetElapsedTime(started) : null;

    /// <summary>
    /// How long that frame, or the answer that it belongs to, may take: message_timeout (wire-protocol 6), 30 s, for each MiB
    /// begun, so that a drip ends and a large block on a slow link does not.
    /// </summary>
    public TimeSpan FrameAllowance => TimeSpan.FromSeconds(30) * (1 + (Volatile.Read(ref _needed) >> 20));

    /// <summary>Runs both loops until the connection ends, and says why it did.</summary>
    public async Task<CloseCause> Run(IFrameSink sink)
    {
        var sending = SendAll();
        try
        {
            await Receive(sink);
        }
        catch (Exception exception)
        {
            // A handler of ours failed: its peer is told nothing, and everything else goes on.
            Close(new CloseCause(DisconnectReason.InternalError, exception.Message, exception));
        }

        await sending;
        return Cause!;
    }

    /// <summary>Queues a message. A peer whose queue is full reads too slowly and is disconnected (wire-protocol 6).</summary>
    public void Send<TMessage>(scoped TMessage message)
        where TMessage : IMessage, allows ref struct
    {
        if (!_queue.TryAdd(message)) Close(DisconnectReason.SlowReader, $"{_queue.Queued} bytes wait unsent");
    }

    /// <summary>Completes when the peer has read most of what it was sent.</summary>
    public Task WaitForRoom() => _queue.WaitForRoom(Closing);

    /// <summary>Ends the connection. Only the first call counts.</summary>
    public void Close(DisconnectReason reason, string detail) => Close(new CloseCause(reason, detail));

    private void Close(CloseCause cause)
    {
        if (Interlocked.CompareExchange(ref _cause, Volatile.Read(ref _finish) ?? cause, null) is not null) return;
        _queue.Close();
        _closing.Cancel();
        _socket.Dispose();
    }

    /// <remarks>The cancellation is not disposed of: who closes may be about to cancel, while the loops have seen the cause and are gone. It has no timer and no handle, so it holds nothing.</remarks>
    public void Dispose() => Close(DisconnectReason.ShuttingDown, "the connection was disposed of");

    /// <summary>A socket that fails says so in many ways, all ordinary: it was reset, or it was closed here.</summary>
    private static bool IsEndOfSocket(Exception exception) => exception is SocketException or ObjectDisposedException or OperationCanceledException;
}

/// <summary>Why a connection ended.</summary>
/// <param name="Reason">What it counts as.</param>
/// <param name="Detail">In words, for the log.</param>
/// <param name="Fault">A fault of this node; null unless the reason is an internal error.</param>
internal sealed record CloseCause(DisconnectReason Reason, string Detail, Exception? Fault = null);
