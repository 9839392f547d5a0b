using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using BloomCoin.Chain;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Testing.Peers;

/// <summary>A peer that connects to a node over TCP from an address of its own and serves a chain as its script says.</summary>
public sealed class ChainPeer : IAsyncDisposable
{
    /// <summary>Long enough for a machine that is busy with other tests.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static int _nonces;

    private readonly Socket _socket;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource> _pings = new();
    private readonly ConcurrentDictionary<uint, TaskCompletionSource> _headers = new();
    private readonly TaskCompletionSource _established = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PeerScript _script;
    private readonly Task _receiving;

    private ChainPeer(PeerScript script, int port)
    {
        _script = script;
        _socket = OwnPort.Bind(script.Address);
        _socket.Connect(new IPEndPoint(script.Node, port));
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _receiving = Receive();
    }

    /// <summary>Blocks sent.</summary>
    public int Delivered { get; private set; }

    /// <summary>The heights of the blocks of its own chain that it was asked for.</summary>
    public ConcurrentQueue<int> BlocksAsked { get; } = new();

    /// <summary>The heights from which it was asked for headers.</summary>
    public ConcurrentQueue<int> HeadersAsked { get; } = new();

    /// <summary>Where it connects from.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Completes when the node ends the connection.</summary>
    public Task Ended => _receiving;

    /// <summary>Connects and shakes hands.</summary>
    public static async Task<ChainPeer> Connect(PeerScript script, int port)
    {
        var peer = new ChainPeer(script, port);
        await peer.Send(peer.Frame(new VersionMessage
        {
            Version = VersionMessage.CurrentVersion,
            Services = script.Services,
            Timestamp = 0,
            Receiver = default,
            Sender = default,
            Nonce = 1000 + (ulong)Interlocked.Increment(ref _nonces),
            UserAgent = "/scripted:1/"u8,
            StartHeight = script.Claims,
        }));
        await peer._established.Task.WaitAsync(Patience, TimeProvider.System);
        return peer;
    }

    /// <summary>How long the node takes to answer a PING.</summary>
    public async Task<TimeSpan> Ping()
    {
        var nonce = (ulong)Interlocked.Increment(ref _nonces);
        var answered = _pings[nonce] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = TimeProvider.System.GetTimestamp();
        await Send(Frame(new PingMessage(nonce)));
        await Task.WhenAny(answered.Task, _receiving).WaitAsync(Patience, TimeProvider.System);
        return answered.Task.IsCompleted ? TimeProvider.System.GetElapsedTime(sent) : throw new SocketException((int)SocketError.ConnectionReset);
    }

    /// <summary>Asks for headers of the node's chain, and completes when they come.</summary>
    public async Task AskHeaders(int start, int count)
    {
        var answered = _headers[(uint)start] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Send(Frame(new GetHeadersMessage((uint)start, (uint)count)));
        await Task.WhenAny(answered.Task, _receiving).WaitAsync(Patience, TimeProvider.System);
        if (!answered.Task.IsCompleted) throw new SocketException((int)SocketError.ConnectionReset);
    }

    /// <summary>Sends a header of its chain that nobody asked for, as who has a new block does.</summary>
    public Task Announce(int height) => Send(Headers((uint)height, _script.Headers(height, 1)));

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _receiving;
        _sending.Dispose();
    }

    private async Task Receive()
    {
        var buffer = new byte[256 * 1024];
        var count = 0;
        try
        {
            while (true)
            {
                while (TryTake(buffer.AsSpan(0, count), out var length))
                {
                    buffer.AsSpan(length, count - length).CopyTo(buffer);
                    count -= length;
                }

                var received = await _socket.ReceiveAsync(buffer.AsMemory(count));
                if (received == 0) return;
                count += received;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The node ended the connection, or the test did.
        }
    }

    private bool TryTake(ReadOnlySpan<byte> received, out int length)
    {
        length = 0;
        if (FrameReader.TryRead(received, _script.Magic, out var frame, out _) != FrameStatus.Complete) return false;
        length = frame.Length;
        switch (frame.Type)
        {
            case MessageType.Version:
                Answer(Send(Frame(default(VerackMessage))));
                break;
            case MessageType.Verack:
                _established.TrySetResult();
                break;
            case MessageType.Headers when HeadersMessage.TryRead(frame.Payload, out var headers, out _):
                if (_headers.TryRemove(headers.StartHeight, out var came)) came.TrySetResult();
                break;
            case MessageType.GetHeaders when GetHeadersMessage.TryRead(frame.Payload, out var asked, out _):
                HeadersAsked.Enqueue((int)asked.StartHeight);
                Answer(SendHeaders(asked.StartHeight, (int)asked.Count));
                break;
            case MessageType.GetBlocks when GetBlocksMessage.TryRead(frame.Payload, out var asked, out _):
                Answer(SendBlocks(asked.Hashes.Bytes.ToArray()));
                break;
            case MessageType.Ping when PingMessage.TryRead(frame.Payload, out var ping, out _):
                Answer(Send(Frame(new PongMessage(ping.Nonce))));
                break;
            case MessageType.Pong when PongMessage.TryRead(frame.Payload, out var pong, out _):
                if (_pings.TryRemove(pong.Nonce, out var answered)) answered.TrySetResult();
                break;
        }

        return true;
    }

    private async Task SendHeaders(uint start, int count)
    {
        await _script.BeforeHeaders();
        await Send(Headers(start, _script.Headers((int)start, count)));
    }

    private async Task SendBlocks(byte[] hashes)
    {
        var missing = new List<byte>();
        for (var at = 0; at < hashes.Length; at += Hash256.Length)
        {
            if (_script.Chain.HeightOf(new Hash256(hashes.AsSpan(at))) is >= 0 and var height) BlocksAsked.Enqueue(height);
        }

        for (var at = 0; at < hashes.Length; at += Hash256.Length)
        {
            var hash = new Hash256(hashes.AsSpan(at));
            var height = _script.Chain.HeightOf(hash);
            await _script.BeforeBlock(height);
            if (_script.Block(height) is { } block)
            {
                await Send(Frame(new BlockMessage(block)));
                Delivered++;
            }
            else
            {
                missing.AddRange(hash.ToArray());
            }
        }

        if (missing.Count > 0) await Send(NotFound(missing.ToArray()));
    }

    private async Task Send(byte[] frame)
    {
        await _sending.WaitAsync();
        try
        {
            for (var rest = frame.AsMemory(); !rest.IsEmpty;) rest = rest[await _socket.SendAsync(rest)..];
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>An answer to a node that has hung up is nobody's loss.</summary>
    private static async void Answer(Task sending) =>
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private byte[] Headers(uint start, byte[] headers) =>
        Frame(new HeadersMessage(start, new ItemList<ReadOnlySpan<byte>, HeaderLayout>(headers)));

    private byte[] NotFound(byte[] hashes) =>
        Frame(new NotFoundMessage(MessageType.Block, new ItemList<ReadOnlySpan<byte>, HashLayout>(hashes)));

    private byte[] Frame<TMessage>(scoped TMessage message)
        where TMessage : IMessage, allows ref struct
    {
        var frame = new byte[FrameWriter.LengthOf(message)];
        FrameWriter.Write(frame, _script.Magic, message);
        return frame;
    }
}
