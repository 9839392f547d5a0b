using BloomCoin.Testing;

namespace BloomCoin.Benchmarks.Sync;

/// <summary>
/// Blocks a second from TCP into the durable store, all rules on: a node process, peers in this one. Beside it, as the baseline of the
/// same run, the same blocks written into the same kind of store in steps of 500 without network, rules or grains.
/// </summary>
internal static class SyncBenchmark
{
    /// <summary>docs/performance marks: at least so many blocks a second on either store.</summary>
    private const int Mark = 3000;

    private const int Runs = 3;

    /// <summary>One peer may be asked for 20 GET_BLOCKS at once (wire-protocol 5), of which the first is small: a longer chain from one peer would measure its pace.</summary>
    private const int GeneratedHeight = 9_000;

    public static async Task Run()
    {
        await using var server = PostgreSqlServer.Durable();
        Console.WriteLine($"| chain | store | way | blocks/s, median of {Runs} | range | us of a core a block | of the baseline | mark {Mark} |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var chain in new[] { BenchChain.Reference(), BenchChain.Generate(GeneratedHeight) })
        {
            await Run(chain, "SQLite", () => Task.FromResult<string?>(null));
            await Run(chain, "PostgreSQL", async () => await server.CreateDatabase());
        }
    }

    private static async Task Run(BenchChain chain, string name, Func<Task<string?>> database)
    {
        var baseline = await Measure(chain, () => Write(chain, database));
        Print(chain, name, "store alone", baseline, baseline);
        foreach (var peers in new[] { 1, 3 })
        {
            var sync = await Measure(chain, () => Sync(chain, peers, database));
            Print(chain, name, peers == 1 ? "sync from 1 peer" : $"sync from {peers} peers", sync, baseline);
        }
    }

    private static async Task<Figures> Measure(BenchChain chain, Func<Task<(TimeSpan Took, TimeSpan Cpu)>> run)
    {
        var (rates, costs) = (new double[Runs], new double[Runs]);
        for (var i = 0; i < Runs; i++)
        {
            var (took, cpu) = await run();
            (rates[i], costs[i]) = (chain.Height / took.TotalSeconds, cpu.TotalMicroseconds / chain.Height);
        }

        Array.Sort(rates);
        Array.Sort(costs);
        return new Figures(rates, costs);
    }

    private static void Print(BenchChain chain, string store, string way, Figures figures, Figures baseline) => Console.WriteLine(
        $"| {chain.Name}, {chain.Height} blocks, {chain.Payments} payments | {store} | {way} | {figures.Rate:n0} | {figures.Rates[0]:n0} to {figures.Rates[^1]:n0} "
        + $"| {figures.Costs[Runs / 2]:0} | {figures.Rate / baseline.Rate:p0} | {figures.Rate / Mark:0.0}x |");

    private static async Task<(TimeSpan Took, TimeSpan Cpu)> Write(BenchChain chain, Func<Task<string?>> database)
    {
        var folder = Directory.CreateTempSubdirectory("bloom-bench-");
        await using (var storage = await ChainWriter.Open(folder, await database()))
        {
            var blocks = ChainWriter.Stored(chain.Blocks).ToList();
            var (start, cpu) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await ChainWriter.WriteAll(storage.Chain, blocks);
            var elapsed = (TimeProvider.System.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpu);
            await storage.DisposeAsync();
            folder.Delete(recursive: true);
            return elapsed;
        }
    }

    private static async Task<(TimeSpan Took, TimeSpan Cpu)> Sync(BenchChain chain, int count, Func<Task<string?>> database)
    {
        var folder = Directory.CreateTempSubdirectory("bloom-bench-");
        var peers = Enumerable.Range(0, count).Select(_ => new ServingPeer(chain)).ToList();
        try
        {
            string[] storage = await database() is { } connection
                ? [$"--Bloom:DataDirectory={folder.FullName}", "--Bloom:Storage:Provider=PostgreSql", $"--Bloom:Storage:ConnectionString={connection}"]
                : [$"--Bloom:DataDirectory={folder.FullName}"];
            return await NodeUnderTest.Sync(storage, peers.ConvertAll(peer => peer.Address), chain.Height);
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Sorted, of all runs.</summary>
    private sealed record Figures(double[] Rates, double[] Costs)
    {
        /// <summary>The median.</summary>
        public double Rate => Rates[Runs / 2];
    }
}
