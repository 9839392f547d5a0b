using BloomCoin.Client.Facts;
using BloomCoin.Client.Watch;

namespace BloomCoin.Cli.Watch;

/// <summary>Turns a node's answers, and their absence, into what is shown. Knows no node, clock or terminal; what it keeps is bounded.</summary>
public sealed class WatchModel
{
    /// <summary>A node that is silent for longer is called lost. An answer takes some milliseconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly BlockRate _rate = new();
    private readonly CoherenceHistory _coherences = new();
    private NodeSnapshot? _node;
    private TimeSpan _answered;
    private string? _failure;

    /// <summary>Takes an answer in.</summary>
    /// <param name="snapshot">What the node said.</param>
    /// <param name="at">Time since the watch began; never before the last.</param>
    public void Take(NodeSnapshot snapshot, TimeSpan at)
    {
        (_node, _answered, _failure) = (snapshot, at, null);
        _rate.Add(at, snapshot.Tip.Height);
        _coherences.Add(at, snapshot.Round?.Merged.Coherence);
    }

    /// <summary>Notes that the node could not be asked, or failed.</summary>
    public void Fail(Exception failure) => _failure = failure.Message.ReplaceLineEndings(" ").TrimEnd();

    /// <param name="at">Time since the watch began.</param>
    /// <param name="now">The time of day.</param>
    public WatchState Show(TimeSpan at, DateTimeOffset now) =>
        new(now, _node, _rate.PerMinute, _rate.Span, _coherences.Until(at), Loss(at - _answered));

    /// <summary>A failure counts at once; silence counts when it lasts, because calls are repeated for a while before they fail.</summary>
    private string? Loss(TimeSpan silence) =>
        _failure is null && silence < Patience ? null
        : $"no answer for {Age.Format(silence)}, trying on{(_failure is null ? "" : $": {_failure}")}";
}
