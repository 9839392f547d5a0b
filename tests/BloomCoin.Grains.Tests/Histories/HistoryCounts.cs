using BloomCoin.Abstractions.Chain;

namespace BloomCoin.Grains.Tests.Histories;

/// <summary>What happened in many histories: whether they are worth something.</summary>
internal sealed class HistoryCounts
{
    private readonly Dictionary<RefusalKind, int> _refused = [];
    private int _batches, _blocks, _stoppedInside, _severalBranches;

    public int Reorganisations { get; set; }

    public int Restarts { get; set; }

    public void Add(IReadOnlyList<HistoryBlock> batch, AppendReport report)
    {
        _batches++;
        _blocks += batch.Count;
        if (report.Refusal is { } refusal)
        {
            _refused[refusal.Kind] = _refused.GetValueOrDefault(refusal.Kind) + 1;
            if (report.Accepted > 0) _stoppedInside++;
        }

        if (batch.Zip(batch.Skip(1)).Take(report.Accepted).Any(pair => pair.Second.Parent != pair.First)) _severalBranches++;
    }

    /// <summary>Reorganisations, restarts, batches that end in the middle or lie on several branches, and each way to be refused.</summary>
    public void CheckWorth(long cases)
    {
        Assert.True(Reorganisations > cases / 4, ToString());
        Assert.All([Restarts, _stoppedInside, _severalBranches], count => Assert.True(count > cases / 4, ToString()));
        Assert.All([RefusalKind.Invalid, RefusalKind.Orphan, RefusalKind.Condemned],
            kind => Assert.True(_refused.GetValueOrDefault(kind) > cases / 4, ToString()));
    }

    public override string ToString() =>
        $"{_blocks} blocks in {_batches} batches, {_stoppedInside} of them taken in part, {_severalBranches} on several branches, "
        + $"{Reorganisations} reorganisations, {Restarts} restarts, refused: {string.Join(", ", _refused.Select(kind => $"{kind.Key} {kind.Value}"))}";
}
