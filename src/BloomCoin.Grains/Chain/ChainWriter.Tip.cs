using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Chain;

/// <summary>How the writer keeps to the store's tip: another may move it, and so may a write of its own whose answer was lost.</summary>
/// <remarks>
/// What is judged by another chain's outputs is judged wrongly. Append and Reorganise show it, as they move the tip that they expect
/// or none; whatever ends without them, a refusal or a side branch that is kept, asks <see cref="IsAtTip"/> first.
/// </remarks>
internal sealed partial class ChainWriter
{
    /// <summary>The best chain's end as this writer knows it. Never changed in place: who reads beside a write sees one tip or the next.</summary>
    private Branch _best = null!;

    /// <summary>The tip that others know of.</summary>
    private ChainTip _told = null!;

    /// <summary>The last call failed, which says nothing about the tip: it may have moved, and the store is asked for it before anything is decided.</summary>
    public bool IsTipUncertain { get; private set; }

    public ChainTip Tip => _best.Tip;

    /// <summary>The tip's own timestamp, unix seconds.</summary>
    public uint TipTimestamp => _best.Timestamp;

    /// <summary>Timestamp of when the tip was last seen to be another.</summary>
    public long TipSince { get; private set; } = time.GetTimestamp();

    /// <summary>Blocks that wait for their parent.</summary>
    public int Orphans => _orphans.Count;

    /// <summary>Reads the tip; to be called before the first block.</summary>
    public async Task Load()
    {
        await ReadTip();
        _told = _best.Tip;
    }

    /// <summary>Finds out about an uncertain tip.</summary>
    public async Task Settle()
    {
        if (!IsTipUncertain) return;
        await Reload();
        IsTipUncertain = false;
    }

    /// <summary>Finds out whether the tip is another, for whatever reason.</summary>
    public async Task Look()
    {
        IsTipUncertain = IsTipUncertain || !await IsAtTip();
        await Settle();
    }

    /// <summary>Reads the tip again, and tells of it when it is another: nobody else may have.</summary>
    /// <remarks>A database that was restored, or failed over to a copy that was behind, has lost blocks that it had said to be durable. The node goes on from what is left, loudly.</remarks>
    private async Task Reload()
    {
        await ReadTip();
        if (_best.Hash == _told.Hash) return;
        var old = await store.FindBranch(_told.Hash);
        if (old is null) log.StoreWentBack(_told.Height, _told.Hash, _best.Height);
        else log.TipMovedElsewhere(_told.Height);
        var bodies = await store.ReadBlocks([_best.Hash], Constants.MaxBlockLength);
        var newest = new StoredBlock(Branches.Parse(bodies[0]), _best.Height, _best.Work);
        var fork = old?.ForkHeight ?? -1;
        await Tell(new TipChange(fork + 1, Math.Max(_told.Height, _best.Height), _told.Height - fork, [newest], null));
    }

    /// <summary>Whether the store's tip is the one that this writer judges by.</summary>
    /// <remarks>Every tip has more work than the one before. One that is there now was there all the while, so all that was read since was read of its chain.</remarks>
    private async Task<bool> IsAtTip() => (await store.ReadTip())?.Hash == _best.Hash;

    private async Task Tell(TipChange change)
    {
        await publish(change);
        (_told, TipSince) = (_best.Tip, time.GetTimestamp());
    }

    private async Task ReadTip()
    {
        var tip = await store.ReadTip() ?? throw new InvalidOperationException("the store lost its genesis block");
        _branches.Forget();
        _best = await _branches.EndingIn(tip.Hash) ?? throw new InvalidOperationException($"the store lost its tip {tip.Hash}");
        log.TipLoaded(_best.Height, _best.Hash);
    }
}
