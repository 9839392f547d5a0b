using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Sync;

/// <summary>Looks for a peer whose headers prove more work than our tip has.</summary>
/// <remarks>
/// One peer is asked; when it takes long, a second and a third beside it, so that a peer that answers slowly, or shows headers without
/// end, holds up nobody. The first that proves more work is followed, the others are asked again later. While the one that is followed
/// holds up the blocks, they are asked beside it in the same way.
/// </remarks>
internal sealed class HeaderScouts(SyncCandidates candidates, Func<SyncCandidate, HeaderSource> start, PeerVerdicts verdicts, ILogger log)
{
    /// <summary>Peers asked at once: each may hold <see cref="HeaderBranch.MaxHeld"/> hashes.</summary>
    private const int MaxAtOnce = 3;

    /// <summary>After this another peer is asked too.</summary>
    public static readonly TimeSpan Alone = TimeSpan.FromSeconds(3);

    /// <summary>After this a peer makes room for another that waits: time for two million headers from one that answers at once.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly List<HeaderSource> _scouts = [];

    public bool Any => _scouts.Count > 0;

    public IEnumerable<Task> InFlight => _scouts.Select(scout => scout.Question).OfType<Task>();

    /// <summary>Our tip as a scout has just seen it; null when none has looked.</summary>
    public ChainTip? Tip { get; private set; }

    /// <summary>Asks whom there is time for.</summary>
    /// <param name="height">Our tip's.</param>
    /// <param name="followed">Whose headers are followed already; null for nobody's.</param>
    public void Assign(int height, SyncCandidate? followed)
    {
        if (_scouts.TrueForAll(scout => scout.Age >= Alone) && candidates.Next(height, Busy(followed)) is { } next)
        {
            if (_scouts.Count == MaxAtOnce && _scouts.Find(scout => scout.Age >= Longest) is { } longest)
                Leave(longest, HeaderStep.Pause("others wait", Longest));
            if (_scouts.Count < MaxAtOnce) _scouts.Add(start(next));
        }

        foreach (var scout in _scouts.Where(scout => scout.MayAsk)) scout.Ask();
    }

    /// <summary>
    /// Takes in what has been answered. The first scout that has proven more work, with its last step; null when there is none.
    /// </summary>
    public (HeaderSource Source, HeaderStep Step)? Settle()
    {
        Tip = null;
        foreach (var scout in _scouts.ToList())
        {
            if (scout.Take(verdicts) is not { } step) continue;
            Tip = scout.Branch.Tip ?? Tip;
            if (step.Kind == HeaderStepKind.Fault) verdicts.Disconnect(scout.Candidate.Remote, PeerFault.InvalidHeader, step.Detail);
            else if (scout.Branch.IsProven)
            {
                _scouts.Clear();
                return (scout, step);
            }

            if (step.Kind != HeaderStepKind.More) Leave(scout, step);
        }

        return null;
    }

    public void Clear() => _scouts.Clear();

    private List<SyncCandidate> Busy(SyncCandidate? followed)
    {
        var busy = _scouts.ConvertAll(scout => scout.Candidate);
        if (followed is not null) busy.Add(followed);
        return busy;
    }

    private void Leave(HeaderSource scout, HeaderStep step)
    {
        _scouts.Remove(scout);
        scout.Candidate.Tried(scout.Peer, step);
        log.NothingToFollow(scout.Candidate.Remote.Address, step.Detail);
    }
}
