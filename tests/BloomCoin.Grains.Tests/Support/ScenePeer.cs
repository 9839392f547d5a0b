using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Grains.Tests.Support;

/// <summary>A scripted peer as the sync sees it: its grain, with the gateway's deadline for a peer that does not answer.</summary>
internal sealed class ScenePeer(ScriptedPeer script, FakeTimeProvider time) : IPeerGrain
{
    /// <summary>The gateway ends a connection that owes an answer for so long (wire-protocol 6, message_timeout).</summary>
    private static readonly TimeSpan MessageTimeout = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _lost = new();
    private readonly Dictionary<PeerEvent, int> _events = [];
    private int _inFlight;

    public ScriptedPeer Script => script;

    /// <summary>Why this node ended the connection; null while it did not.</summary>
    public (PeerFault Fault, string Detail)? Verdict { get; private set; }

    /// <summary>The most block requests that it had at once.</summary>
    public int MostInFlight { get; private set; }

    /// <summary>Runs before each answer with headers.</summary>
    public Func<Task> BeforeHeaders { get; set; } = () => Task.CompletedTask;

    public int CountOf(PeerEvent what) => _events.GetValueOrDefault(what);

    public void Lose() => _lost.TrySetResult();

    public async Task<HeaderRange> RequestHeaders(PeerSocket socket, int start, int count) => await Owed(socket, async () =>
    {
        await BeforeHeaders();
        return await script.Headers(start, count);
    });

    public async Task<BlockBatch> RequestBlocks(PeerSocket socket, BlockRequest request)
    {
        MostInFlight = Math.Max(MostInFlight, ++_inFlight);
        try
        {
            return await Owed(socket, () => script.Blocks(request));
        }
        finally
        {
            _inFlight--;
        }
    }

    public Task Note(PeerEvent what, int count)
    {
        _events[what] = CountOf(what) + count;
        return Task.CompletedTask;
    }

    public Task Disconnect(PeerSocket socket, PeerFault fault, string detail)
    {
        Verdict ??= (fault, detail);
        Lose();
        return Task.CompletedTask;
    }

    public Task Connected(PeerConnected connection) => throw new NotSupportedException();

    public Task Disconnected(Guid connection, string reason) => throw new NotSupportedException();

    public Task<PeerState> GetState() => throw new NotSupportedException();

    private async Task<T> Owed<T>(PeerSocket socket, Func<Task<T>> answer)
    {
        if (_lost.Task.IsCompleted || socket.Connection != script.Connection) throw new PeerUnavailableException("gone");
        var answering = answer();
        await Task.WhenAny(answering, _lost.Task, Task.Delay(MessageTimeout, time));
        return answering.IsCompleted ? await answering : throw new PeerUnavailableException("the connection ended");
    }
}
