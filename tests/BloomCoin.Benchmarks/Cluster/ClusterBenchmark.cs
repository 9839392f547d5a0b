using System.Diagnostics;
using System.Globalization;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Benchmarks.Sockets;
using BloomCoin.Testing;

namespace BloomCoin.Benchmarks.Cluster;

/// <summary>
/// PHASEs and questions for headers of 64 peers through 1, 2 and 4 gateways before one compute silo, a process each. All of them, the peers and
/// PostgreSQL share this machine, so more gateways make nothing faster here: what must not grow with them is the processor time that a message
/// costs the silos, and the calls into the one hot grain. One gateway is the baseline.
/// </summary>
/// <remarks>
/// The cost is measured at a fixed rate, far below what the cores allow, and over what the same silos use when nothing comes: flat out, a
/// gateway that gets a quarter of the messages finds fewer of them at each wake-up, and pays more for each.
/// </remarks>
internal static class ClusterBenchmark
{
    private const int Connections = 64, PhaseRate = 20_000, HeaderRate = 2_000;

    private const string Phases = "PHASE", Headers = "GET_HEADERS, 100 each";

    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(4), Measured = TimeSpan.FromSeconds(8);

    private static readonly HttpClient Http = new();

    public static async Task Run()
    {
        Console.WriteLine("| gateways | load | messages a second | us of a core a message, over idle | of one gateway | calls into the height's grain a 1 000 |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await using var server = PostgreSqlServer.Durable();
        var baselines = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var count in new[] { 1, 2, 4 })
        {
            await using var run = await BenchSilos.Start(server, count, "--Bloom:Gateway:RateLimits:PHASE=0", "--Bloom:Gateway:RateLimits:GET_HEADERS=0");
            var idle = await Idle(run);
            Console.WriteLine($"| {count} | nothing | - | {idle:p1} of a core | - | - |");

            await Show(Phases, "flat out", port => PeerProcess.Blast(port, Connections / count), PeerSockets.Phase.Length);
            await Show(Phases, "paced", port => PeerProcess.Paced(port, Connections / count, PhaseRate / count, isPhases: true), PeerSockets.Phase.Length);
            await BenchChain.Reference().Give(run.Node);
            await Show(Headers, "flat out", port => PeerProcess.Ask(port, Connections / count), HeaderQuestions.Length);
            await Show(Headers, "paced", port => PeerProcess.Paced(port, Connections / count, HeaderRate / count, isPhases: false), HeaderQuestions.Length);

            async Task Show(string what, string how, Func<int, PeerProcess> send, int messageLength)
            {
                var figures = await Measure(run, idle, send, messageLength);
                var load = $"{what}, {how}";
                baselines.TryAdd(load, figures.Cost);
                var calls = what == Phases ? figures.Calls.ToString("0.000", CultureInfo.InvariantCulture) : "-";
                Console.WriteLine($"| {count} | {load} | {figures.Rate:n0} | {figures.Cost:0.00} | {figures.Cost / baselines[load]:p0} | {calls} |");
            }
        }
    }

    /// <summary>Processor time that the silos use when nothing comes, seconds a second.</summary>
    private static async Task<double> Idle(BenchSilos run)
    {
        await Task.Delay(Warmup, TimeProvider.System);
        var (start, cpu) = (Stopwatch.GetTimestamp(), run.Cpu);
        await Task.Delay(Measured, TimeProvider.System);
        return (run.Cpu - cpu) / Stopwatch.GetElapsedTime(start);
    }

    private static async Task<Figures> Measure(BenchSilos run, double idle, Func<int, PeerProcess> send, int messageLength)
    {
        var peers = run.Gateways.Select(gateway => send(gateway.PeerPort)).ToList();
        await Task.Delay(Warmup, TimeProvider.System);
        var (start, cpu, messages, calls) = (Stopwatch.GetTimestamp(), run.Cpu, await Messages(), await Calls());
        await Task.Delay(Measured, TimeProvider.System);
        var (used, took, came) = (run.Cpu - cpu, Stopwatch.GetElapsedTime(start), await Messages() - messages);
        var figures = new Figures(came / took.TotalSeconds, (used - (idle * took)).TotalMicroseconds / came, (await Calls() - calls) * 1000 / came);
        peers.ForEach(process => process.Dispose());
        return figures;

        async Task<double> Messages() =>
            (double)(await run.Node.Peers.List(PeerOrder.Bytes, true, 1000, CancellationToken.None)).Peers.Sum(peer => peer.BytesReceived) / messageLength;

        async Task<double> Calls() =>
            new Samples(await Http.GetStringAsync(new Uri($"http://127.0.0.1:{run.Compute.HttpPort}/metrics"))).Sum("bloom_phases_batches");
    }

    private sealed record Figures(double Rate, double Cost, double Calls);
}
