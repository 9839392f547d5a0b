namespace BloomCoin.Peering.Gossip;

/// <summary>Heights for which one peer owes a message: a PHASE after GET_PHASE, a COHERENCE after PHASE. What is owed counts against no limit. Not for several threads.</summary>
/// <remarks>Bounded: when too many heights are owed, the one that was asked first is forgotten.</remarks>
public sealed class AwaitedHeights(TimeProvider time)
{
    /// <summary>Heights remembered: more than a history holds.</summary>
    public const int MaxHeights = 128;

    /// <summary>How long a peer may take (message_timeout, wire-protocol 6). It is not disconnected for it: others ignore heights that they do not know.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<Awaited> _heights = [];

    public int Count => _heights.Count;

    /// <summary>One message more is owed for a height.</summary>
    public void Add(uint height)
    {
        var index = _heights.FindIndex(awaited => awaited.Height == height);
        var owed = index < 0 || IsOver(_heights[index]) ? 1 : _heights[index].Owed + 1;
        if (index >= 0) _heights.RemoveAt(index);
        if (_heights.Count == MaxHeights) _heights.RemoveAt(0);
        _heights.Add(new Awaited(height, owed, time.GetTimestamp()));
    }

    /// <summary>Whether a message that came was owed; it is owed no more.</summary>
    public bool TryTake(uint height)
    {
        for (var index = 0; index < _heights.Count; index++)
        {
            var awaited = _heights[index];
            if (awaited.Height != height) continue;
            if (awaited.Owed == 1 || IsOver(awaited)) _heights.RemoveAt(index);
            else _heights[index] = awaited with { Owed = awaited.Owed - 1 };
            return !IsOver(awaited);
        }

        return false;
    }

    private bool IsOver(Awaited awaited) => time.GetElapsedTime(awaited.Since) > Patience;

    private readonly record struct Awaited(uint Height, int Owed, long Since);
}
