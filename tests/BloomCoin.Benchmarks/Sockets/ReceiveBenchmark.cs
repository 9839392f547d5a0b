using System.Diagnostics;

namespace BloomCoin.Benchmarks.Sockets;

/// <summary>
/// PHASE frames a second and core from the socket into a batch: frame, checksum, limit, decode, batch. The sender is another process, and a
/// frame's cost is the processor time of this one, system calls included, so that other programs on the machine do not count.
/// Beside it, from the same sender in the same run, bare loops that only find the frames, with the checksum and without it.
/// </summary>
internal static class ReceiveBenchmark
{
    /// <summary>docs/performance marks: frames a second and core, and the part of the bare loop with checksum.</summary>
    private const double Mark = 1_000_000, PartOfBare = 0.6;

    private const int Runs = 5, QuickRuns = 2;

    private static readonly int[] Connections = [1, 64, 1000], QuickConnections = [64];

    /// <summary>Fewer bytes than the smallest object a frame: what is allocated is a batch's, one in a hundred frames.</summary>
    private const int LeastObject = 24;

    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(2), Measured = TimeSpan.FromSeconds(2);

    public static async Task Run(bool isQuick)
    {
        var runs = isQuick ? QuickRuns : Runs;
        Console.WriteLine($"| connections | way | ns of one core a frame, best of {runs} | frames/s a core | of the bare checked loop | B allocated a frame |");
        Console.WriteLine("|---|---|---|---|---|---|");
        var hash = Hash();
        foreach (var connections in isQuick ? QuickConnections : Connections)
        {
            var bare = await Bare(connections, BareLoop.Check.HashData, runs);
            Print(connections, "bare loop, checked by HashData", bare, bare);
            Print(connections, "bare loop, checked as the gateway checks", await Bare(connections, BareLoop.Check.AsGateways, runs), bare);
            Print(connections, "bare loop, unchecked", await Bare(connections, BareLoop.Check.None, runs), bare);
            await using var gateway = new GatewayUnderTest();
            using var peers = PeerProcess.Blast(gateway.Port, connections);
            var cost = await Measure(() => gateway.BytesReceived, runs);
            if (gateway.Established != connections) throw new InvalidOperationException($"{gateway.Established} connections of {connections} are left");
            if (gateway.Context.Phases.Inbox.Dropped is > 0 and var dropped) Console.WriteLine($"| {connections} | {(double)dropped * PeerSockets.Phase.Length / gateway.BytesReceived:p1} did not fit a batch | | | | |");
            Print(connections, "gateway, with checksum", cost, bare);
            Print(connections, "gateway, the checksum's own time taken off", cost with { Nanoseconds = cost.Nanoseconds - hash }, bare);
            var isReached = 1e9 / cost.Nanoseconds >= Mark && bare.Nanoseconds / cost.Nanoseconds >= PartOfBare && cost.Allocated < LeastObject;
            Console.WriteLine($"| {connections} | mark: {Mark:n0} and {PartOfBare:p0}, no object a frame | {(isReached ? "reached" : "missed")} | | | |");
        }
    }

    private static async Task<Cost> Bare(int connections, BareLoop.Check check, int runs)
    {
        using var loop = new BareLoop(check);
        using var peers = PeerProcess.Blast(loop.Port, connections);
        return await Measure(() => loop.BytesReceived, runs);
    }

    /// <summary>The cheapest of several runs: it was disturbed least.</summary>
    private static async Task<Cost> Measure(Func<long> bytes, int runs)
    {
        while (bytes() == 0) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        await Task.Delay(Warmup, TimeProvider.System);
        var best = new Cost(double.MaxValue, double.MaxValue);
        for (var run = 0; run < runs; run++)
        {
            var (cpu, before, allocated) = (Environment.CpuUsage.TotalTime, bytes(), GC.GetTotalAllocatedBytes());
            await Task.Delay(Measured, TimeProvider.System);
            var frames = (double)(bytes() - before) / PeerSockets.Phase.Length;
            var cost = new Cost((Environment.CpuUsage.TotalTime - cpu).TotalNanoseconds / frames, (GC.GetTotalAllocatedBytes() - allocated) / frames);
            if (cost.Nanoseconds < best.Nanoseconds) best = cost;
        }

        return best;
    }

    private static double Hash()
    {
        var best = double.MaxValue;
        for (var run = 0; run < 50; run++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var count = 0; count < 10_000; count++) Protocol.Frames.FrameChecksum.Of(PeerSockets.Phase.AsSpan(Protocol.Frames.FrameHeader.Size));
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / 10_000);
        }

        return best;
    }

    private static void Print(int connections, string way, Cost cost, Cost bare) => Console.WriteLine(
        $"| {connections} | {way} | {cost.Nanoseconds:n0} | {1e9 / cost.Nanoseconds:n0} | {bare.Nanoseconds / cost.Nanoseconds:p0} | {cost.Allocated:0.00} |");

    private readonly record struct Cost(double Nanoseconds, double Allocated);
}
