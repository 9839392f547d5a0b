using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Peering.Limits;
using BloomCoin.Peering.Sync;

namespace BloomCoin.Grains.Sync;

/// <summary>One connection that the sync may use, and what it has shown so far.</summary>
/// <param name="peer">As its gateway named it first.</param>
/// <param name="remote">The way to it over this connection.</param>
/// <param name="arrival">Which heartbeat named it first: whoever connects anew comes after those that are here.</param>
/// <param name="time">The clock.</param>
internal sealed class SyncCandidate(SyncPeer peer, RemotePeer remote, long arrival, TimeProvider time)
{
    /// <summary>GET_HEADERS to one peer in a minute (wire-protocol 6, any other type).</summary>
    private const int HeaderRequestsPerMinute = 100;

    private Attempt? _attempt;
    private long? _avoidedSince;
    private Hash256? _lookedAt;
    private bool _isLookedAt;

    public SyncPeer Peer { get; private set; } = peer;

    public RemotePeer Remote => remote;

    public long Arrival => arrival;

    /// <summary>What it is asked for.</summary>
    public PeerLoad Load { get; } = new(peer.Key, time) { Height = HeightOf(peer) };

    /// <summary>How long an answer with headers may take.</summary>
    public DoublingDeadline HeaderDeadline { get; } = DoublingDeadline.OfHeaders();

    /// <summary>Our own pace of GET_HEADERS to it. Kept here, so that no deadline runs while a question waits for its turn.</summary>
    public TokenBucket HeaderPace { get; } = new(HeaderRequestsPerMinute, time);

    /// <summary>The work of the best chain of valid headers that it has delivered.</summary>
    public ChainWork Proven { get; private set; }

    /// <summary>Rounds in a row whose blocks nobody could deliver: headers cost their sender nothing.</summary>
    public int Failures { get; private set; }

    /// <summary>It was used when the sync made no progress for long.</summary>
    public bool IsAvoided => _avoidedSince is { } since && time.GetElapsedTime(since) < SyncCandidates.Avoidance;

    /// <summary>Its gateway named it again.</summary>
    public void Heard(SyncPeer peer)
    {
        Peer = peer;
        Load.Height = Math.Max(Load.Height, HeightOf(peer));
    }

    /// <summary>
    /// Whether a question to it may bring something: it has news, or was never looked at. A chain that is no longer than ours may be the
    /// heavier one, and its peer has no reason to announce what it mined before it came here.
    /// </summary>
    public bool IsWorthAsking(int height) => HasNews(height) || !_isLookedAt;

    /// <summary>It claims more than our height, or announced a block that was not looked at yet.</summary>
    public bool HasNews(int height) => Peer.ClaimedHeight > height || (Peer.Announced is { } announced && announced != _lookedAt);

    /// <summary>Whether it may be asked now: never tried, with news since then, or its pause is over.</summary>
    public bool MayBeAsked =>
        _attempt is not { } attempt
        || time.GetElapsedTime(attempt.At) >= attempt.Retry
        || (!attempt.IsPause && (Peer.ClaimedHeight > attempt.Claim || Peer.Announced != attempt.Announced));

    /// <summary>It was asked, and all that it had was looked at; it is asked again when it has news, or after the step's time.</summary>
    public void Tried(SyncPeer asked, HeaderStep step)
    {
        _attempt = new Attempt(asked.ClaimedHeight, asked.Announced, time.GetTimestamp(), step.Retry, step.Kind == HeaderStepKind.Pause);
        if (step.Kind == HeaderStepKind.Done) (_lookedAt, _isLookedAt) = (asked.Announced, true);
    }

    public void Showed(ChainWork work, int height)
    {
        if (work > Proven) Proven = work;
        Load.Height = Math.Max(Load.Height, height);
    }

    /// <summary>A round on its headers ended.</summary>
    public void RoundEnded(bool failed) => Failures = failed ? Failures + 1 : 0;

    public void Avoid() => _avoidedSince = time.GetTimestamp();

    private static int HeightOf(SyncPeer peer) => (int)Math.Min(peer.ClaimedHeight, int.MaxValue);

    private sealed record Attempt(uint Claim, Hash256? Announced, long At, TimeSpan Retry, bool IsPause);
}
