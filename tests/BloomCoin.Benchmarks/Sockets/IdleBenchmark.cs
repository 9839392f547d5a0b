using System.Globalization;

namespace BloomCoin.Benchmarks.Sockets;

/// <summary>
/// What 10 000 established connections cost that say nothing: a gateway alone in this process, and a whole node, each peer's grain included,
/// in another. The peers are a third process.
/// </summary>
/// <remarks>
/// Two processes hold 10 000 handles each. .NET raises its soft limit (ulimit -Sn) to the hard one by itself; that one must be 20 000 here, and
/// is raised with LimitNOFILE in a unit of systemd, or in /etc/security/limits.conf. The baseline is what this process takes before the first.
/// </remarks>
internal static class IdleBenchmark
{
    /// <summary>docs/performance marks: bytes of an idle connection in all.</summary>
    private const int Mark = 20 * 1024;

    private const int Connections = 10_000;

    public static async Task Run()
    {
        Console.WriteLine($"| {Connections} connections | managed, B each | process, B each | mark {Mark} |");
        Console.WriteLine("|---|---|---|---|");
        await RunGateway();
        await RunNode();
    }

    private static async Task RunGateway()
    {
        await using var gateway = new GatewayUnderTest();
        using (await PeerProcess.Idle(gateway.Port, 100))
        {
            // Code is compiled and pools are filled.
        }

        while (gateway.Context.Sessions.All.Any()) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        var before = (Heap: Settled(), Resident: Resident("self"));
        using (await PeerProcess.Idle(gateway.Port, Connections))
        {
            while (gateway.Established < Connections) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            var after = (Heap: Settled(), Resident: Resident("self"));
            Print("gateway alone", after.Heap - before.Heap, after.Resident - before.Resident);
        }
    }

    private static async Task RunNode()
    {
        var folder = Directory.CreateTempSubdirectory("bloom-bench-");
        using (var node = await NodeUnderTest.Ready([$"--Bloom:DataDirectory={folder.FullName}", $"--Bloom:Gateway:MaxConnections={Connections + 100}"]))
        {
            using (await PeerProcess.Idle(node.PeerPort, 100)) await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            var before = Resident($"{node.ProcessId}");
            using (await PeerProcess.Idle(node.PeerPort, Connections))
            {
                await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System);   // every peer's grain has heard of it
                Print("whole node", null, Resident($"{node.ProcessId}") - before);
            }
        }

        folder.Delete(recursive: true);
    }

    private static long Settled()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Memory that is the process's own: what it shares with files is not.</summary>
    private static long Resident(string process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }

    private static void Print(string what, long? heap, long resident) => Console.WriteLine(
        $"| {what} | {(heap is { } bytes ? $"{bytes / Connections:n0}" : "-")} | {resident / Connections:n0} | {(double)resident / Connections / Mark:p0} |");
}
