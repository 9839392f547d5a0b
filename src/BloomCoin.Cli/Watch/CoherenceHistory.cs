namespace BloomCoin.Cli.Watch;

/// <summary>The merged coherence of the last minutes, in equal steps of time.</summary>
/// <remarks>A step keeps its highest: a bloom lasts for less than a second and is what is looked for.</remarks>
public sealed class CoherenceHistory
{
    /// <summary>What one value stands for.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    /// <summary>Values that are kept: four minutes, as wide as a wide terminal.</summary>
    public const int Count = 120;

    private readonly double?[] _values = new double?[Count];
    private long _newest;

    /// <summary>Takes a coherence in.</summary>
    /// <param name="at">Time since a start; never before the last.</param>
    /// <param name="coherence">[0, 1]; null when nothing is held.</param>
    public void Add(TimeSpan at, double? coherence)
    {
        MoveTo(at);
        ref var value = ref _values[_newest % Count];
        if (coherence is { } r && (value is not { } highest || r > highest)) value = r;
    }

    /// <summary>The values up to a time, oldest first; null where nothing was held or nothing was heard.</summary>
    public IReadOnlyList<double?> Until(TimeSpan at)
    {
        MoveTo(at);
        var first = Math.Max(0, _newest - Count + 1);
        return [.. Enumerable.Range(0, (int)(_newest - first) + 1).Select(i => _values[(first + i) % Count])];
    }

    private void MoveTo(TimeSpan at)
    {
        var step = at.Ticks / Step.Ticks;
        for (var passed = Math.Max(_newest + 1, step - Count + 1); passed <= step; passed++) _values[passed % Count] = null;
        _newest = Math.Max(_newest, step);
    }
}
