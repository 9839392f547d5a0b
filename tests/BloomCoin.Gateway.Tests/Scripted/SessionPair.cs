using System.Net;
using System.Net.Sockets;
using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing.Peers;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>A session on a real socket without a silo, so that its clock can be a test's.</summary>
internal sealed class SessionPair : IAsyncDisposable
{
    private readonly TaskCompletionSource _established = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SessionContext _shared;
    private readonly bool _isOwner;
    private readonly PeerConnection _connection;

    private SessionPair(Socket gateway, ScriptedPeer peer, SessionContext? shared)
    {
        Peer = peer;
        (_shared, _isOwner) = (shared ?? new SessionContext(), shared is null);
        _connection = new PeerConnection(gateway, Wire.Magic, Time, _shared.Context.Bandwidth, _shared.Context.Metrics.Traffic);
        Session = new PeerSession(_connection, outbound: false, _shared.Context, _ => _established.TrySetResult());
        _shared.Sessions.Add(Session);
        peer.Settled = Settled;
        Ended = Session.Run();
    }

    public FakeTimeProvider Time => _shared.Time;

    public ScriptedPeer Peer { get; }

    public PeerSession Session { get; }

    public PeerConnection Connection => _connection;

    /// <summary>Completes with the connection.</summary>
    public Task<CloseCause> Ended { get; }

    /// <param name="shared">The gateway of several sessions; null for one of its own.</param>
    public static async Task<SessionPair> Open(SessionContext? shared = null)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var peer = await ScriptedPeer.Connect((IPEndPoint)listener.LocalEndPoint!);
        return new SessionPair(await listener.AcceptAsync(TestContext.Current.CancellationToken), peer, shared);
    }

    public static async Task<SessionPair> Establish(SessionContext? shared = null, NodeServices services = NodeServices.None, uint startHeight = 0)
    {
        var pair = await Open(shared);
        await pair.Peer.Send(Wire.Version(services: services, startHeight: startHeight), Wire.Verack());
        await pair.Peer.Expect(MessageType.Version);
        await pair.Peer.Expect(MessageType.Verack);
        await pair._established.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        return pair;
    }

    /// <summary>
    /// An honest peer of a gateway of several sessions, answered throughout (p2p-anchors, scenarios). Its session meets no deadline: the test's
    /// clock is the other's.
    /// </summary>
    public static async Task<HonestWitness> Witness(SessionContext shared)
    {
        var pair = await Establish(shared);
        var nonce = 0UL;
        return new HonestWitness(() => pair.Peer.ExpectAnswerAmongOthers(++nonce), pair);
    }

    /// <summary>Completes when the gateway has sent what it queued.</summary>
    public Task Settled() => GatewayCluster.Until(() => Task.FromResult(!Connection.IsOpen || Connection.Unsent == 0), "the peer does not read");

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
        _shared.Sessions.Remove(Session);
        if (_isOwner) _shared.Dispose();
    }
}
