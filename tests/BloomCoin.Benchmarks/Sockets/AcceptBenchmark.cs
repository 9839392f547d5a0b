namespace BloomCoin.Benchmarks.Sockets;

/// <summary>
/// Connections accepted, their handshakes complete, a second, and the processor time of one: a gateway in this process, 64 dials at a time
/// in another. The baseline accepts as many and sends and checks the same bytes, and keeps nothing.
/// </summary>
internal static class AcceptBenchmark
{
    private const int Connections = 5_000, Runs = 3;

    public static async Task Run()
    {
        Console.WriteLine($"| way | accepted/s, best of {Runs} | us of one core each | of the baseline |");
        Console.WriteLine("|---|---|---|---|");
        var baseline = new Cost(0, double.MaxValue);
        var gateway = baseline;
        for (var run = 0; run < Runs; run++)
        {
            using (var bare = new BareLoop(BareLoop.Check.AsGateways, PeerSockets.Greeting)) baseline = baseline.Or(await Measure(bare.Port));
            await using var accepting = new GatewayUnderTest();
            gateway = gateway.Or(await Measure(accepting.Port));
        }

        Print("bare accept", baseline, baseline);
        Print("gateway", gateway, baseline);
    }

    private static async Task<Cost> Measure(int port)
    {
        using (await PeerProcess.Idle(port, 100))
        {
            // Code is compiled.
        }

        var cpu = Environment.CpuUsage.TotalTime;
        using var peers = await PeerProcess.Idle(port, Connections);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);   // the last VERACK is read
        return new Cost(Connections / peers.Took.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Connections);
    }

    private static void Print(string way, Cost cost, Cost baseline) => Console.WriteLine(
        $"| {way} | {cost.ASecond:n0} | {cost.Microseconds:n0} | {baseline.Microseconds / cost.Microseconds:p0} |");

    private readonly record struct Cost(double ASecond, double Microseconds)
    {
        public Cost Or(Cost other) => new(Math.Max(ASecond, other.ASecond), Math.Min(Microseconds, other.Microseconds));
    }
}
