using System.Diagnostics;
using System.Globalization;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Benchmarks.Sockets;
using BloomCoin.Client;
using BloomCoin.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BloomCoin.Benchmarks.Cluster;

/// <summary>
/// PHASEs and questions for headers of 64 peers through 1, 2 and 4 gateways before one compute silo, a process each. All of them, the peers and
/// PostgreSQL share this machine, so more gateways make nothing faster here: what must not grow with them is the processor time that a message
/// costs the silos, and the calls into the one hot grain. One gateway is the baseline.
/// </summary>
internal static class ClusterBenchmark
{
    private const int Connections = 64;

    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(4), Measured = TimeSpan.FromSeconds(8);

    private static readonly HttpClient Http = new();

    public static async Task Run()
    {
        Console.WriteLine("| gateways | messages | a second | us of a core a message | of one gateway | calls into the height's grain a 1 000 |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await using var server = PostgreSqlServer.Durable();
        var (phaseBase, headerBase) = (0.0, 0.0);
        foreach (var count in new[] { 1, 2, 4 })
        {
            var folder = Directory.CreateTempSubdirectory("bloom-bench-");
            string[] arguments =
            [
                $"--Bloom:DataDirectory={folder.FullName}", "--Bloom:Storage:Provider=PostgreSql", $"--Bloom:Storage:ConnectionString={await server.CreateDatabase()}",
                "--Bloom:Gateway:MaxPeers=0", "--Bloom:Gateway:BandwidthLimit=0", "--Bloom:Gateway:RateLimits:PHASE=0", "--Bloom:Gateway:RateLimits:GET_HEADERS=0",
            ];
            using var compute = await NodeUnderTest.Ready([.. arguments, "--Bloom:Roles=Compute"]);
            var gateways = new List<NodeUnderTest>();
            for (var number = 0; number < count; number++) gateways.Add(await NodeUnderTest.Ready([.. arguments, "--Bloom:Roles=Gateway"]));
            using var app = await compute.Client();
            var node = app.Services.GetRequiredService<IBloomClient>();

            var phases = await Measure(compute, gateways, node, PeerProcess.Blast, PeerSockets.Phase.Length);
            if (count == 1) phaseBase = phases.Cost;
            Print(count, "PHASE", phases, phaseBase);

            await Import(node);
            var headers = await Measure(compute, gateways, node, PeerProcess.Ask, HeaderQuestions.Length);
            if (count == 1) headerBase = headers.Cost;
            Print(count, "GET_HEADERS, 100 headers each", headers, headerBase);

            await app.StopAsync();
            gateways.ForEach(gateway => gateway.Dispose());
            folder.Delete(recursive: true);
        }
    }

    private static void Print(int gateways, string what, Figures figures, double baseline) => Console.WriteLine(
        $"| {gateways} | {what} | {figures.Rate:n0} | {figures.Cost:0.00} | {figures.Cost / baseline:p0} | {(what == "PHASE" ? figures.Calls.ToString("0.000", CultureInfo.InvariantCulture) : "-")} |");

    private static async Task<Figures> Measure(
        NodeUnderTest compute, List<NodeUnderTest> gateways, IBloomClient node, Func<int, int, PeerProcess> send, int messageLength)
    {
        var peers = gateways.ConvertAll(gateway => send(gateway.PeerPort, Connections / gateways.Count));
        await Task.Delay(Warmup, TimeProvider.System);
        var (start, cpu, messages, calls) = (Stopwatch.GetTimestamp(), Cpu(), await Messages(), await Calls(compute));
        await Task.Delay(Measured, TimeProvider.System);
        var came = await Messages() - messages;
        var figures = new Figures(
            came / Stopwatch.GetElapsedTime(start).TotalSeconds, (Cpu() - cpu).TotalMicroseconds / came, (await Calls(compute) - calls) * 1000 / came);
        peers.ForEach(process => process.Dispose());
        return figures;

        TimeSpan Cpu() => gateways.Aggregate(compute.Cpu, (sum, gateway) => sum + gateway.Cpu);

        async Task<double> Messages() =>
            (double)(await node.Peers.List(PeerOrder.Bytes, true, 1000, CancellationToken.None)).Peers.Sum(peer => peer.BytesReceived) / messageLength;
    }

    private static async Task<double> Calls(NodeUnderTest compute) =>
        new Samples(await Http.GetStringAsync(new Uri($"http://127.0.0.1:{compute.HttpPort}/metrics"))).Sum("bloom_phases_batches");

    private static async Task Import(IBloomClient node)
    {
        foreach (var chunk in BenchChain.Reference().Blocks.Skip(1).Chunk(500))
        {
            var batch = new BlockBatchBuilder();
            foreach (var block in chunk) batch.Add(block.Bytes.Span);
            if ((await node.Chain.Append(batch.Build(), CancellationToken.None)).Refusal is { } refusal) throw new InvalidOperationException(refusal.ToString());
        }
    }

    private sealed record Figures(double Rate, double Cost, double Calls);
}
