using BloomCoin.Abstractions;

namespace BloomCoin.Grains.Mempool;

/// <summary>Chooses transactions for a block: best fee rate first, each behind those that it follows and that are not chosen yet: its package.</summary>
/// <remarks>
/// <para>
/// A reorganisation returns chains as long as the blocks that it undid, 100 000 and more, so the work is to grow with entries and links
/// only, and nothing recurses. What is chosen is not looked at again. A package that does not fit is left out for good, and so is
/// whatever follows it: what is chosen later takes at least as much from the room as from the package.
/// </para>
/// <para>
/// A search that ends so may have been in vain, and be made again for another entry that follows the same ones. Those cost no
/// more than <see cref="Spare"/> steps; after that, a package that does not fit is chosen as far as it does.
/// </para>
/// </remarks>
/// <param name="bestFirst">Held transactions, best fee rate first.</param>
internal sealed class Selection(IReadOnlyCollection<PooledTransaction> bestFirst)
{
    /// <summary>Bytes of the shortest transaction: one input, one output, no less.</summary>
    private const int ShortestListed = LengthPrefixed.PrefixLength + 156;

    private const int Chosen = -1, LeftOut = -2;

    /// <summary>For each entry that was looked at what became of it, or the number of the last search that met it.</summary>
    private readonly Dictionary<PooledTransaction, int> _marks = [];

    /// <summary>From the entry that is looked at down to the one whose parents are.</summary>
    private readonly Stack<Visit> _path = [];

    private int _search;
    private long _inVain;

    /// <summary>Entries and links that were looked at.</summary>
    public long Steps { get; private set; }

    private long Spare => 1000 + (4L * bestFirst.Count);

    /// <param name="maxBytes">What they may take in the block's list, each with its u32 length.</param>
    public IEnumerable<PooledTransaction> Take(long maxBytes)
    {
        foreach (var best in bestFirst)
        {
            if (maxBytes < ShortestListed) yield break;
            if (_marks.GetValueOrDefault(best) < 0) continue;
            foreach (var one in FindPackage(best, maxBytes))
            {
                _marks[one] = Chosen;
                maxBytes -= ListedLength(one);
                yield return one;
            }
        }
    }

    /// <summary>Depth first, an entry after its parents. Empty when it does not fit.</summary>
    private List<PooledTransaction> FindPackage(PooledTransaction best, long room)
    {
        var package = new List<PooledTransaction>();
        var (length, started) = (0L, Steps);
        _search++;
        for (Enter(best, 0); _path.TryPeek(out var visit);)
        {
            Steps++;
            if (visit.NextParent is { } parent)
            {
                var mark = _marks.GetValueOrDefault(parent);
                if (mark == LeftOut) return GiveUp(package, long.MaxValue, Steps - started);
                if (mark != Chosen && mark != _search) Enter(parent, length);
                continue;
            }

            length += ListedLength(visit.Entry);
            if (length > room) return GiveUp(package, length - room, Steps - started);
            package.Add(_path.Pop().Entry);
        }

        return package;
    }

    private void Enter(PooledTransaction entry, long before)
    {
        _marks[entry] = _search;
        _path.Push(new Visit(entry, before));
    }

    /// <summary>Leaves out those on the path that take more than the room by themselves, or with all before them once these are chosen.</summary>
    /// <param name="package">What was found so far, which fits.</param>
    /// <param name="excess">By how much the path's first entry does not fit.</param>
    /// <param name="steps">What it cost.</param>
    /// <returns>What to choose all the same.</returns>
    private List<PooledTransaction> GiveUp(List<PooledTransaction> package, long excess, long steps)
    {
        _inVain += steps;
        var choosesPart = _inVain > Spare;
        foreach (var visit in _path.Where(visit => choosesPart || visit.Before < excess)) _marks[visit.Entry] = LeftOut;
        _path.Clear();
        return choosesPart ? package : [];
    }

    private static long ListedLength(PooledTransaction entry) => (long)entry.Length + LengthPrefixed.PrefixLength;
}

/// <summary>An entry whose parents are looked at one by one.</summary>
/// <param name="entry">The entry.</param>
/// <param name="before">Bytes of the package when it was reached: what is found from there on, it follows.</param>
internal sealed class Visit(PooledTransaction entry, long before)
{
    private int _parents;

    public PooledTransaction Entry => entry;

    public long Before => before;

    /// <summary>Null behind the last.</summary>
    public PooledTransaction? NextParent => _parents < entry.Parents.Count ? entry.Parents[_parents++] : null;
}
