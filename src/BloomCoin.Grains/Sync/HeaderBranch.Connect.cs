using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Peering.Sync;

namespace BloomCoin.Grains.Sync;

/// <content>Where the peer's chain leaves ours.</content>
internal sealed partial class HeaderBranch
{
    private bool _announcedIsNews;
    private int _start, _step = 1;

    /// <summary>
    /// Asks from the tip on, and steps back 1, 2, 4, ... heights until the peer's headers follow a block that is known here.
    /// </summary>
    private async Task<HeaderStep> Connect()
    {
        if (_start == 0 && await Begin() is { } nothing) return nothing;

        var headers = await peer.RequestHeaders(_start, IChainSegmentGrain.Heights);
        if (headers.Count > 0 && await chain.GetAncestors(ParentOf(headers), HeaderWindow.Length) is { } known)
        {
            if (known.Headers.End != _start) return HeaderStep.Fault($"its header {_start} follows our block {known.Headers.End - 1}");
            _window = HeaderWindow.FromAncestors(known.Headers.Blob.Span, known.Headers.End - 1);
            (Work, _fork, Hashes) = (known.Work, _window.Height, new HashQueue(_start));
            return await Follow(headers);
        }

        // Nothing where we ask is no branch, unless the peer announced a block that is not here: its chain may be the shorter one.
        if (headers.Count == 0 && (!_announcedIsNews || _start == 1)) return HeaderStep.Done("the peer has no more");
        if (_start == 1) return HeaderStep.Fault($"its chain starts from another block: {ParentOf(headers)}");
        _start = StepBack.From(_start, ref _step);
        return HeaderStep.More;
    }

    /// <summary>Where to ask first; a step at once when there is nothing to ask for.</summary>
    private async Task<HeaderStep?> Begin()
    {
        _tip = await chain.GetTip();
        _announcedIsNews = source.Announced is { } announced && await store.FindHeader(announced) is null;
        var announcedIsStored = source.Announced is not null && !_announcedIsNews;
        if (source.ClaimedHeight <= _tip.Height && announcedIsStored) return HeaderStep.Done("the peer has nothing new");
        _start = (int)Math.Clamp(source.ClaimedHeight, 1, (uint)_tip.Height + 1);
        return null;
    }
}
