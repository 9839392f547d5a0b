using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Sync;

/// <summary>
/// One peer's chain as its headers show it, from where it leaves ours: every header checked before any block is asked for.
/// </summary>
/// <remarks>
/// Holds at most <see cref="MaxHeld"/> hashes, 640 KB, whatever the peer sends. Until the branch has more work than our tip, what is
/// beyond them is only committed to, one hash per 2000 headers (<c>HeaderBranch.Commitments</c>), and fetched again once it is heavier.
/// A branch that stays lighter ends at <see cref="LongestLighter"/>.
/// </remarks>
internal sealed partial class HeaderBranch(
    SyncPeer source, RemotePeer peer, IChainGrain chain, IChainStore store, ChainParameters parameters, TimeProvider time)
{
    /// <summary>Hashes held of one branch, and so how far headers run ahead of the blocks.</summary>
    public const int MaxHeld = 20_000;

    /// <summary>How far below the tip a chain may change between two answers without its peer contradicting itself.</summary>
    private const int DeepestHonestChange = 100;

    /// <summary>A branch that was cut off is not asked for again before this: following it costs up to 2 MB and more.</summary>
    private static readonly TimeSpan CutOffRetry = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan TooEarlyRetry = TimeSpan.FromMinutes(1);

    private HeaderWindow? _window;
    private ChainTip? _tip;
    private HeaderStep? _end;
    private int _fork;

    /// <summary>The hashes that may be asked for, once <see cref="IsProven"/>.</summary>
    public HashQueue Hashes { get; private set; } = new(0);

    /// <summary>The work of the valid headers seen, with what is below them.</summary>
    public ChainWork Work { get; private set; }

    /// <summary>It has more work than our tip had when that was last looked at.</summary>
    public bool IsProven { get; private set; }

    /// <summary>The height of the last valid header; -1 before the first.</summary>
    public int Height => _window?.Height ?? -1;

    /// <summary>Our tip as it was last seen; null before that.</summary>
    public ChainTip? Tip => _tip;

    /// <summary>
    /// The most headers that a branch may show without more work than our tip: four times as many as we have from the fork on, and a
    /// margin. An honest branch with four times our blocks and less work would be one on which blocks took more than four times as long
    /// for that whole time; one that needs so many can be shown again when it has grown.
    /// </summary>
    private long LongestLighter => Math.Max(MaxHeld, 4L * (_tip!.Height - _fork + IChainSegmentGrain.Heights));

    /// <summary>Asks the peer one question and judges the answer.</summary>
    public Task<HeaderStep> Advance() => _window is null ? Connect() : _commitments.Count > 0 && IsProven ? FetchAgain() : FollowOn();

    private async Task<HeaderStep> FollowOn() => await Follow(await peer.RequestHeaders(_window!.Height + 1, IChainSegmentGrain.Heights));

    /// <summary>Takes in an answer that should go on where the last one ended.</summary>
    private async Task<HeaderStep> Follow(HeaderRange headers)
    {
        var window = _window!;
        if (headers.Count == 0) return End(HeaderStep.Done("the peer has no more"));
        if (ParentOf(headers) != window.Hash) return Contradicted(window.Height + 1);

        var hashes = HashesOf(headers);
        if (await chain.FindCondemned(BlockRequest.For(hashes, 0).Hashes) is >= 0 and var condemned)
            return HeaderStep.Fault($"its block {headers.Start + condemned}, {hashes[condemned]}, is known to be invalid");

        var known = !IsProven && Hashes.Count == 0 ? await CountKnown(hashes) : 0;
        var now = time.GetUtcNow();
        for (var index = 0; index < headers.Count; index++)
        {
            if (!window.TryExtend(headers[index], hashes[index], parameters, now, out var violation))
            {
                if (violation!.Fault != Fault.TimestampTooFarAhead) return HeaderStep.Fault(violation.ToString());
                _end = HeaderStep.Pause(violation.ToString(), TooEarlyRetry);
                break;
            }

            Work += CompactTarget.Work(window.Difficulty);
            if (index >= known) Hold(hashes[index]);
            else (_fork, Hashes) = (window.Height, new HashQueue(window.Height + 1));
        }

        if (!IsProven && await StaysLighter() is { } cutOff) return cutOff;
        if (_end is not null) return End(_end);

        // Fewer than were asked for end its best chain (wire-protocol 5), whatever it claims.
        if (headers.Count == IChainSegmentGrain.Heights) return HeaderStep.More;
        return End(window.Height >= source.ClaimedHeight ? HeaderStep.Done("the peer has no more") : HeaderStep.Short);
    }

    /// <summary>Compares with our tip. A step when the branch has gone on for too long without being heavier.</summary>
    private async Task<HeaderStep?> StaysLighter()
    {
        _tip = await chain.GetTip();
        IsProven = Hashes.Count > 0 && Work > _tip.Work;
        if (IsProven) CommitToEnd();
        var length = (long)_window!.Height - _fork;
        return IsProven || length <= LongestLighter
            ? null
            : HeaderStep.Pause($"{length} headers from height {_fork} on have less work than our {_tip.Height - _fork}", CutOffRetry);
    }

    /// <summary>There are no more headers; what was only committed to is still to be fetched again.</summary>
    private HeaderStep End(HeaderStep step)
    {
        _end = step;
        return IsProven && _commitments.Count > 0 ? HeaderStep.More : step;
    }

    /// <summary>How many of the hashes, from the first, are of blocks stored here: after a step back the first are ours.</summary>
    private async Task<int> CountKnown(List<Hash256> hashes)
    {
        var known = (await store.Locate(hashes)).TakeWhile(height => height >= 0).Count();
        while (known < hashes.Count && await store.FindHeader(hashes[known]) is not null) known++;
        return known;
    }

    private static Hash256 ParentOf(HeaderRange headers) => BlockHeader.Read(headers[0]).PrevHash;

    private static List<Hash256> HashesOf(HeaderRange headers)
    {
        var hashes = new List<Hash256>(headers.Count);
        for (var index = 0; index < headers.Count; index++) hashes.Add(BlockHeader.HashOf(headers[index]));
        return hashes;
    }
}
