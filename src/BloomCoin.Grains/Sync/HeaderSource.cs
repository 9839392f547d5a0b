using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Sync;

namespace BloomCoin.Grains.Sync;

/// <summary>A peer that is being asked for its headers: at most one question at a time, each with a deadline.</summary>
internal sealed class HeaderSource(SyncCandidate candidate, HeaderBranch branch, TimeProvider time)
{
    /// <summary>A peer that failed for a reason of the moment is tried again after this.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly long _started = time.GetTimestamp();
    private long _askedAt;

    public SyncCandidate Candidate => candidate;

    /// <summary>The peer as it was when this began: what it announces later is news.</summary>
    public SyncPeer Peer { get; } = candidate.Peer;

    public HeaderBranch Branch => branch;

    /// <summary>The question in flight; null when there is none.</summary>
    public Task<HeaderStep>? Question { get; private set; }

    public TimeSpan Age => time.GetElapsedTime(_started);

    /// <summary>How long the question in flight has been.</summary>
    public TimeSpan Waiting => Question is null ? TimeSpan.Zero : time.GetElapsedTime(_askedAt);

    /// <summary>Whether it is time for the next question.</summary>
    public bool MayAsk => Question is null && candidate.HeaderPace.HasToken;

    public void Ask()
    {
        candidate.HeaderPace.Reserve();
        _askedAt = time.GetTimestamp();
        Question = branch.Advance();
    }

    /// <summary>
    /// What came of the question; null while there is no answer. One that is late counts as lost: the question is left to itself.
    /// </summary>
    /// <exception cref="Exception">A fault that is not the peer's.</exception>
    public HeaderStep? Take(PeerVerdicts verdicts)
    {
        if (Question is not { } question) return null;
        var age = time.GetElapsedTime(_askedAt);
        if (!question.IsCompleted)
        {
            if (age < candidate.HeaderDeadline.Current) return null;
            verdicts.Slow(candidate.Remote, "headers", age);
            candidate.HeaderDeadline.Missed();
            Question = null;
            return HeaderStep.Pause("it does not answer", RetryAfter);
        }

        Question = null;
        if (question.Exception?.InnerException is { } exception)
        {
            if (exception is PeerUnavailableException or OrleansException or TimeoutException)
                return HeaderStep.Pause(exception.Message, RetryAfter);
            question.GetAwaiter().GetResult();
        }

        candidate.HeaderDeadline.Kept();
        candidate.Showed(branch.Work, branch.Height);
        return question.GetAwaiter().GetResult();
    }
}
