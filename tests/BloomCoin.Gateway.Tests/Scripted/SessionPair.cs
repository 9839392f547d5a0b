using System.Net;
using System.Net.Sockets;
using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>A session on a real socket without a silo, so that its clock can be a test's.</summary>
internal sealed class SessionPair : IAsyncDisposable
{
    private readonly TaskCompletionSource _established = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SessionRegistry _registry = new();
    private readonly PeerConnection _connection;

    private SessionPair(Socket gateway, ScriptedPeer peer)
    {
        Peer = peer;
        _connection = new PeerConnection(gateway, Wire.Magic, Time);
        var context = new GatewayContext(Wire.Magic, NoGrains.Create(), _registry, new TipView(), Time, NullLogger<GatewayContext>.Instance)
        {
            Nonce = 1,
            ExternalAddress = default,
        };
        Session = new PeerSession(_connection, outbound: false, context, _ => _established.TrySetResult());
        Ended = Session.Run();
    }

    public FakeTimeProvider Time { get; } = new();

    public ScriptedPeer Peer { get; }

    public PeerSession Session { get; }

    public PeerConnection Connection => _connection;

    /// <summary>Completes with the connection.</summary>
    public Task<CloseCause> Ended { get; }

    public static async Task<SessionPair> Open()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var peer = await ScriptedPeer.Connect((IPEndPoint)listener.LocalEndPoint!);
        return new SessionPair(await listener.AcceptAsync(TestContext.Current.CancellationToken), peer);
    }

    public static async Task<SessionPair> Establish()
    {
        var pair = await Open();
        await pair.Peer.Send(Wire.Version(), Wire.Verack());
        await pair.Peer.Expect(MessageType.Version);
        await pair.Peer.Expect(MessageType.Verack);
        await pair._established.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        return pair;
    }

    /// <summary>Time passes, and the gateway's timer looks at the session once.</summary>
    public void Pass(double seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        Deadlines.Check(Session);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await Ended;
        Peer.Dispose();
        _registry.Dispose();
    }
}
