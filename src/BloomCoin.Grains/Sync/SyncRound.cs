using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;

namespace BloomCoin.Grains.Sync;

/// <summary>One branch on its way in: its headers from one peer, running ahead of its blocks from all.</summary>
internal sealed class SyncRound(HeaderSource source, BranchDownload download, HeaderStep step, PeerVerdicts verdicts, TimeProvider time)
{
    /// <summary>No progress for this long: the round is given up (wire-protocol 6, sync_timeout).</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(300);

    private static readonly TimeSpan TooEarlyRetry = TimeSpan.FromMinutes(1);

    private readonly long _started = time.GetTimestamp();
    private HeaderStep _step = step;
    private int _headerHeight = source.Branch.Height;
    private long _headersAt = time.GetTimestamp();

    public HeaderSource Source => source;

    public BranchDownload Download => download;

    public IEnumerable<Task> InFlight => source.Question is { } question ? download.InFlight.Append(question) : download.InFlight;

    /// <summary>All blocks are here whose headers are, and the next headers take long: whoever shows more work first is followed.</summary>
    public bool IsHeldUp => source.Waiting >= HeaderScouts.Alone && download.IsDone;

    /// <summary>Asks for what there is room for.</summary>
    public void Assign(IReadOnlyCollection<SyncCandidate> candidates)
    {
        var hasRoom = source.Branch.Hashes.Count + IChainSegmentGrain.Heights <= HeaderBranch.MaxHeld;
        if (_step.Kind == HeaderStepKind.More && source.MayAsk && hasRoom) source.Ask();
        download.Assign(candidates);
    }

    /// <summary>Takes in what has completed, and says whether the round is over by it.</summary>
    /// <param name="candidates">Those that may be asked.</param>
    /// <param name="othersWait">Whether there is another peer to ask for headers.</param>
    public RoundEnd? Settle(IReadOnlyCollection<SyncCandidate> candidates, bool othersWait)
    {
        _step = source.Take(verdicts) ?? _step;
        if (source.Branch.Height > _headerHeight) (_headerHeight, _headersAt) = (source.Branch.Height, time.GetTimestamp());
        if (download.Settle() is { } refusal) return Refused(refusal);
        if (_step.Kind == HeaderStepKind.Fault)
        {
            verdicts.Disconnect(source.Candidate.Remote, PeerFault.InvalidHeader, _step.Detail);
            return new RoundEnd(_step, IsFailure: true);
        }

        if (download.IsDone && _step.Kind != HeaderStepKind.More) return new RoundEnd(_step, IsFailure: false);
        if (!download.CanGoOn(candidates, evenSilent: !othersWait))
            return new RoundEnd(Retry("no peer delivers its blocks"), IsFailure: true);
        return time.GetElapsedTime(Math.Max(download.LastAppend ?? _started, _headersAt)) < Timeout
            ? null
            : new RoundEnd(Retry($"no progress in {Timeout.TotalSeconds:0} s"), IsFailure: true, IsStuck: true);
    }

    /// <summary>A round that got somewhere may begin again at once.</summary>
    private HeaderStep Retry(string detail) =>
        HeaderStep.Pause(detail, download.LastAppend is null ? HeaderSource.RetryAfter : TimeSpan.Zero);

    private RoundEnd Refused(BlockRefusal refusal)
    {
        var detail = $"block {refusal.Height} breaks rule {refusal.Rule}: {refusal.Reason}";
        var later = refusal.Kind == RefusalKind.TooEarly ? HeaderStep.Pause(detail, TooEarlyRetry) : Retry(detail);
        return new RoundEnd(later, IsFailure: refusal.Kind == RefusalKind.Condemned);
    }
}

/// <summary>Why a round ended.</summary>
/// <param name="Step">In words, and when its source may be asked again.</param>
/// <param name="IsFailure">Whether it was in vain, which lets others come first.</param>
/// <param name="IsStuck">Whether nothing moved on with any of its peers.</param>
internal sealed record RoundEnd(HeaderStep Step, bool IsFailure, bool IsStuck = false)
{
    /// <summary>Another peer's headers came faster.</summary>
    public static readonly RoundEnd Overtaken = new(HeaderStep.Pause("another's headers come faster", HeaderSource.RetryAfter), IsFailure: false);
}
