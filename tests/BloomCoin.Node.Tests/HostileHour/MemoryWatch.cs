using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.HostileHour;

/// <summary>The node's memory: what it has before, at half-time and at the end.</summary>
internal sealed class MemoryWatch(NodeProcess node)
{
    /// <summary>How often it is looked at.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly long _before = node.Process.WorkingSet;
    private long _atHalfTime;

    /// <summary>Bytes more than before the first of them came.</summary>
    public long Growth => node.Process.WorkingSet - _before;

    /// <summary>Bytes more than at half-time: what grows without end grows as much in each half.</summary>
    public long LateGrowth => node.Process.WorkingSet - _atHalfTime;

    public async Task Run(TimeSpan length)
    {
        var start = TimeProvider.System.GetTimestamp();
        Report.Line($"memory before: {_before / 1e6:0} MB");
        using var timer = new PeriodicTimer(Period, TimeProvider.System);
        while (TimeProvider.System.GetElapsedTime(start) < length && await timer.WaitForNextTickAsync())
        {
            var bytes = node.Process.WorkingSet;
            if (_atHalfTime == 0 && TimeProvider.System.GetElapsedTime(start) >= length / 2) _atHalfTime = bytes;
            var samples = new Samples(await node.Metrics());
            Report.Line($"memory after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s: {bytes / 1e6:0} MB, "
                + $"of that committed by the collector {samples.Sum("dotnet_gc_last_collection_memory_committed") / 1e6:0} MB; "
                + $"{samples.Sum("orleans_catalog_activations"):0} grains");
        }
    }
}
