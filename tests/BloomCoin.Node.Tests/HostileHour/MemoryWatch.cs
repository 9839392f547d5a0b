using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.HostileHour;

/// <summary>The node's memory: what it has before, after 20 s when all that is allocated once is, and at the end.</summary>
internal sealed class MemoryWatch(NodeProcess node)
{
    /// <summary>How often it is looked at.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly long _before = node.Process.WorkingSet;
    private long _settled;

    /// <summary>Bytes more than before the first of them came.</summary>
    public long Growth => node.Process.WorkingSet - _before;

    /// <summary>Bytes more than after 20 s.</summary>
    public long LateGrowth => node.Process.WorkingSet - _settled;

    public async Task Run(TimeSpan length)
    {
        var start = TimeProvider.System.GetTimestamp();
        Report.Line($"memory before: {_before / 1e6:0} MB");
        using var timer = new PeriodicTimer(Period, TimeProvider.System);
        for (var sample = 1; TimeProvider.System.GetElapsedTime(start) < length && await timer.WaitForNextTickAsync(); sample++)
        {
            var bytes = node.Process.WorkingSet;
            if (sample == 2) _settled = bytes;
            Report.Line($"memory after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s: {bytes / 1e6:0} MB");
        }
    }
}
