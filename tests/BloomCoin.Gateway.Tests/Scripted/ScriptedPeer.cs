using System.Buffers;
using System.Net;
using System.Net.Sockets;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>A peer on a real socket that does what its test says, byte by byte.</summary>
internal sealed class ScriptedPeer(Socket socket) : IDisposable
{
    /// <summary>What a test waits at most for something that should come at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ArrayBufferWriter<byte> _received = new();
    private int _consumed;

    /// <param name="gateway">Where it connects to.</param>
    /// <param name="receiveBuffer">Bytes that the system takes for it; null as ever.</param>
    /// <param name="from">The address that it comes from. All of 127.0.0.0/8 is this machine: a network for every number.</param>
    public static async Task<ScriptedPeer> Connect(IPEndPoint gateway, int? receiveBuffer = null, string? from = null)
    {
        var socket = OwnPort.Bind(from is null ? LoopbackFor(gateway) : IPAddress.Parse(from));
        if (receiveBuffer is { } size) socket.ReceiveBufferSize = size;
        await socket.ConnectAsync(gateway, TestContext.Current.CancellationToken);
        return new ScriptedPeer(socket);
    }

    /// <summary>Connects and completes the handshake.</summary>
    public static async Task<ScriptedPeer> Establish(IPEndPoint gateway, int? receiveBuffer = null, string? from = null)
    {
        var peer = await Connect(gateway, receiveBuffer, from);
        await peer.Send(Wire.Version());
        await peer.Expect(MessageType.Version);
        await peer.Expect(MessageType.Verack);
        await peer.Send(Wire.Verack());
        return peer;
    }

    /// <summary>The key of this peer's grain at the gateway.</summary>
    public string Key => PeerAddress.KeyOf((IPEndPoint)socket.LocalEndPoint!);

    public async Task Send(params byte[][] frames)
    {
        using var deadline = Deadline();
        ReadOnlyMemory<byte> rest = frames.Length == 1 ? frames[0] : frames.SelectMany(frame => frame).ToArray();
        while (!rest.IsEmpty) rest = rest[await socket.SendAsync(rest, deadline.Token)..];
    }

    /// <summary>Sends what the gateway may refuse to take: it closes while bytes are still to come.</summary>
    public async Task SendInVain(params byte[][] frames)
    {
        try
        {
            await Send(frames);
        }
        catch (SocketException)
        {
            // It closed early, as a test that calls this expects.
        }
    }

    /// <summary>The next message's payload, which is of this type.</summary>
    public async Task<byte[]> Expect(MessageType type)
    {
        var next = await Next();
        Assert.Equal(type, next.Type);
        return next.Payload;
    }

    /// <summary>Completes when the gateway has sent what it queued; null where the test cannot see that. A PONG overtakes what waits in other lanes.</summary>
    public Func<Task>? Settled { get; set; }

    /// <summary>A PING is answered: everything sent before it was taken, and what the gateway had queued before has come.</summary>
    public async Task ExpectAnswerToPing(ulong nonce = 4711)
    {
        if (Settled is { } settled) await settled();
        await Send(Wire.Ping(nonce));
        Assert.Equal(Wire.Ping(nonce)[FrameHeader.Size..], await Expect(MessageType.Pong));
    }

    /// <summary>The same for a peer that is told other things too, and does not care.</summary>
    public async Task ExpectAnswerAmongOthers(ulong nonce = 4711)
    {
        await Send(Wire.Ping(nonce));
        while ((await Next()).Type != MessageType.Pong)
        {
        }
    }

    /// <summary>The next message, whatever it is.</summary>
    public async Task<(MessageType Type, byte[] Payload)> Next()
    {
        using var deadline = Deadline();
        while (true)
        {
            var status = FrameReader.TryRead(_received.WrittenSpan[_consumed..], Wire.Magic, out var frame, out var violation);
            if (status == FrameStatus.Complete)
            {
                _consumed += frame.Length;
                return (frame.Type, frame.Payload.ToArray());
            }

            Assert.True(status == FrameStatus.Incomplete, $"{frame.Type} of the gateway: {status} {violation}");
            var count = await Receive(deadline.Token);
            Assert.True(count > 0, "the gateway closed the connection");
        }
    }

    /// <summary>The gateway ends the connection; what it had sent before is passed over.</summary>
    public async Task ExpectClose()
    {
        using var deadline = Deadline();
        try
        {
            while (await Receive(deadline.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // A reset is an end too: bytes that nobody read were on their way.
        }
    }

    /// <summary>Whether anything comes at all before the end of the connection.</summary>
    public async Task<bool> IsAnswered()
    {
        using var deadline = Deadline();
        try
        {
            return await Receive(deadline.Token) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task<int> Receive(CancellationToken cancellation)
    {
        if (_consumed == _received.WrittenCount)
        {
            _received.ResetWrittenCount();
            _consumed = 0;
        }

        var count = await socket.ReceiveAsync(_received.GetMemory(64 * 1024), cancellation);
        _received.Advance(count);
        return count;
    }

    private static IPAddress LoopbackFor(IPEndPoint gateway) =>
        gateway.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;

    private static CancellationTokenSource Deadline()
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        return deadline;
    }
}
