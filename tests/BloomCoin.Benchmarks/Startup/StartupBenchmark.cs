using System.Globalization;
using BloomCoin.Testing;

namespace BloomCoin.Benchmarks.Startup;

/// <summary>From the start of the process until it says that it is ready, and the processor time that it takes, by the length of the chain. The baseline is an empty store's.</summary>
internal static class StartupBenchmark
{
    private const int Runs = 5;

    private static readonly int[] Lengths = [0, 10_000, 100_000];

    public static async Task Run()
    {
        await using var server = PostgreSqlServer.Durable();
        Console.WriteLine($"| blocks | store | ready after, s, median of {Runs} | s of a core | of an empty store's |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var store in new[] { "SQLite", "PostgreSQL" })
        {
            var empty = 0.0;
            foreach (var length in Lengths)
            {
                var folder = Directory.CreateTempSubdirectory("bloom-bench-");
                var database = store == "SQLite" ? null : await server.CreateDatabase();
                await Fill(folder, database, length);
                var (ready, cpu) = await Measure(folder.FullName, database);
                if (length == 0) empty = ready;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {length} | {store} | {ready:0.00} | {cpu:0.00} | {ready / empty:p0} |"));
                folder.Delete(recursive: true);
            }
        }
    }

    private static async Task<(double Ready, double Cpu)> Measure(string folder, string? database)
    {
        string[] arguments = database is null
            ? [$"--Bloom:DataDirectory={folder}"]
            : [$"--Bloom:DataDirectory={folder}", "--Bloom:Storage:Provider=PostgreSql", $"--Bloom:Storage:ConnectionString={database}"];
        var (times, costs) = (new double[Runs], new double[Runs]);
        for (var run = 0; run < Runs; run++)
        {
            var start = TimeProvider.System.GetTimestamp();
            using var node = await NodeUnderTest.Ready([.. arguments, "--Bloom:Gateway:MaxPeers=0"]);
            (times[run], costs[run]) = (TimeProvider.System.GetElapsedTime(start).TotalSeconds, node.Cpu.TotalSeconds);
            await node.Stop();   // after a kill the next silo, which is elsewhere, would wait until this one counts as dead
        }

        Array.Sort(times);
        Array.Sort(costs);
        return (times[Runs / 2], costs[Runs / 2]);
    }

    private static async Task Fill(DirectoryInfo folder, string? database, int length)
    {
        if (length == 0) return;
        await using var storage = await ChainWriter.Open(folder, database);
        await ChainWriter.WriteAll(storage.Chain, ChainWriter.Stored(BenchChain.Generate(length).Blocks));
    }
}
