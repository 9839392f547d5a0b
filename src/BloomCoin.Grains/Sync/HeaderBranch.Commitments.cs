using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;

namespace BloomCoin.Grains.Sync;

/// <content>
/// A branch that is longer than what may be held, and not heavier yet. Of what is beyond, one hash per 2000 headers is kept: a header's
/// hash covers its parent's, so it commits to all of the stretch. Headers that are fetched again need no other check.
/// </content>
internal sealed partial class HeaderBranch
{
    private readonly Queue<(int Height, Hash256 Hash)> _commitments = new();

    private Hash256 _lastReleased;

    /// <summary>Keeps a hash while there is room, else only what commits to it.</summary>
    private void Hold(Hash256 hash)
    {
        var height = _window!.Height;
        if (Hashes.End == height && (IsProven || Hashes.Count < MaxHeld)) Release(hash);
        else if ((height + 1 - Hashes.End) % IChainSegmentGrain.Heights == 0) _commitments.Enqueue((height, hash));
    }

    private void Release(Hash256 hash)
    {
        Hashes.Add(hash);
        _lastReleased = hash;
    }

    /// <summary>The branch is heavier: the last stretch, too, ends in a commitment.</summary>
    private void CommitToEnd()
    {
        var window = _window!;
        if (Hashes.End <= window.Height && (_commitments.Count == 0 || _commitments.Last().Height < window.Height))
            _commitments.Enqueue((window.Height, window.Hash));
    }

    /// <summary>
    /// Asks once more for the headers up to the next commitment, at most 2000, that were shown and not held. Other ones now, or fewer,
    /// are a fault of the peer (anchors, scenario 18).
    /// </summary>
    private async Task<HeaderStep> FetchAgain()
    {
        var (height, committed) = _commitments.Peek();
        var (start, last) = (Hashes.End, _lastReleased);
        var headers = await peer.RequestHeaders(start, height + 1 - start);
        var again = new List<Hash256>(headers.Count);
        for (var index = 0; index < headers.Count; index++)
        {
            if (BlockHeader.Read(headers[index]).PrevHash != last) return Contradicted(start + index);
            last = BlockHeader.HashOf(headers[index]);
            again.Add(last);
        }

        if (start + headers.Count <= height) return Contradicted(start + headers.Count);
        if (last != committed) return Contradicted(height);
        _commitments.Dequeue();
        again.ForEach(Release);
        return _commitments.Count == 0 && _end is { } end ? end : HeaderStep.More;
    }

    /// <summary>
    /// An answer does not go with one before it. Near the peer's tip that is a reorganisation; far below it is a contradiction.
    /// </summary>
    private HeaderStep Contradicted(int height)
    {
        var shown = Math.Max(source.ClaimedHeight, (uint)Height);
        return shown - (long)height < DeepestHonestChange
            ? HeaderStep.Pause($"its chain changed at height {height}", TimeSpan.FromSeconds(1))
            : HeaderStep.Fault($"its header {height} contradicts what it showed before, up to {shown}");
    }
}
