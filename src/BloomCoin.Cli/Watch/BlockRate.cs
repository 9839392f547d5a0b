namespace BloomCoin.Cli.Watch;

/// <summary>Blocks a minute, as the tip's height was seen to grow over the last minutes: blocks of a sync count like new ones.</summary>
public sealed class BlockRate
{
    /// <summary>What is looked back at.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Less says nothing: one block more or less would double it.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(10);

    /// <summary>One height a second is kept, so 301 at most.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly Queue<(TimeSpan At, int Height)> _kept = [];
    private (TimeSpan At, int Height) _newest;
    private TimeSpan _lastKept;

    /// <summary>Heights that are kept.</summary>
    public int Count => _kept.Count;

    /// <summary>Over what time <see cref="PerMinute"/> is the mean.</summary>
    public TimeSpan Span => _kept.Count == 0 ? TimeSpan.Zero : _newest.At - _kept.Peek().At;

    /// <summary>Null until enough has been seen; 0 where a reorganisation has taken more than has come.</summary>
    public double? PerMinute => Span < Least ? null : Math.Max(0, _newest.Height - _kept.Peek().Height) / Span.TotalMinutes;

    /// <summary>Takes a height in.</summary>
    /// <param name="at">Time since a start; never before the last.</param>
    /// <param name="height">The tip's.</param>
    public void Add(TimeSpan at, int height)
    {
        if (_kept.Count == 0 || at - _lastKept >= Step)
        {
            _kept.Enqueue((at, height));
            _lastKept = at;
        }

        _newest = (at, height);
        while (at - _kept.Peek().At > Window) _kept.Dequeue();
    }
}
