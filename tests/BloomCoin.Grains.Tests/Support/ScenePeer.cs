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
    private TimeSpan _isBusyUntil;

    public ScriptedPeer Script => script;

    /// <summary>Why this node ended the connection; null while it did not.</summary>
    public (PeerFault Fault, string Detail)? Verdict { get; private set; }

    /// <summary>The most block requests that it had at once.</summary>
    public int MostInFlight { get; private set; }

    /// <summary>Runs before each answer with headers.</summary>
    public Func<Task> BeforeHeaders { get; set; } = () => Task.CompletedTask;

    /// <summary>What it sends of blocks in a second; null when it sends them at once.</summary>
    public double? BytesPerSecond { get; set; }

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
            var blocks = await Owed(socket, () => script.Blocks(request));
            await Carry(blocks.Blob.Length);
            return blocks;
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

    /// <summary>One answer after the other. Blocks that arrive are progress: its gateway waits for them.</summary>
    private Task Carry(int bytes)
    {
        if (BytesPerSecond is not { } rate) return Task.CompletedTask;
        var now = time.GetUtcNow() - time.Start;
        _isBusyUntil = TimeSpan.FromSeconds(Math.Max(now.TotalSeconds, _isBusyUntil.TotalSeconds) + (bytes / rate));
        return Task.WhenAny(Task.Delay(_isBusyUntil - now, time), _lost.Task);
    }

    private async Task<T> Owed<T>(PeerSocket socket, Func<Task<T>> answer)
    {
        if (_lost.Task.IsCompleted || socket.Connection != script.Connection) throw new PeerUnavailableException("gone");
        var answering = answer();
        await Task.WhenAny(answering, _lost.Task, Task.Delay(MessageTimeout, time));
        return answering.IsCompleted ? await answering : throw new PeerUnavailableException("the connection ended");
    }
}
