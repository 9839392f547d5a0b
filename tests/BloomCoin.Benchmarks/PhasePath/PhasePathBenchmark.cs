using System.Diagnostics;
using System.Runtime.InteropServices;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Phases;
using BloomCoin.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace BloomCoin.Benchmarks.PhasePath;

/// <summary>
/// Contributions a second through PhaseMerge and PhaseHeight: batches of 100 to one height, in one node, and with the height in a second
/// process. The baseline of the same run is the arithmetic alone: the claims of a batch, and the merge of all that the height holds.
/// </summary>
internal static class PhasePathBenchmark
{
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(2), Measured = TimeSpan.FromSeconds(5);

    public static async Task Run()
    {
        Console.WriteLine("| peers of the height | way | contributions/s | us a contribution | of the baseline |");
        Console.WriteLine("|---|---|---|---|---|");
        await using var server = PostgreSqlServer.Durable();
        var database = await server.CreateDatabase();
        var folder = Directory.CreateTempSubdirectory("bloom-bench-");
        string[] arguments = [$"--Bloom:DataDirectory={folder.FullName}", "--Bloom:Storage:Provider=PostgreSql", $"--Bloom:Storage:ConnectionString={database}"];
        using (var first = await NodeUnderTest.Ready(arguments))
        {
            foreach (var peers in new[] { 100, 1000, 4000 })
            {
                var batches = Batches(peers);
                var baseline = Arithmetic(batches);
                Print(peers, "arithmetic alone, one core", baseline, baseline);
                Print(peers, "one node", await Drive(first, batches, isRemote: false), baseline);
                using var second = await NodeUnderTest.Ready(arguments);
                Print(peers, "the height in a second process", await Drive(first, batches, isRemote: true), baseline);
            }
        }

        folder.Delete(recursive: true);
    }

    private static void Print(int peers, string way, double rate, double baseline) =>
        Console.WriteLine($"| {peers} | {way} | {rate:n0} | {1e6 / rate:0.00} | {rate / baseline:p0} |");

    /// <summary>Each peer contributes once in a cycle of batches, from a network of its own.</summary>
    private static PhaseBatch[] Batches(int peers)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, peers).Chunk(PhaseBatch.MaxCount).Select(chunk =>
        {
            var blob = new byte[chunk.Length * PhaseContribution.Size];
            for (var i = 0; i < chunk.Length; i++)
            {
                var phases = new ushort[Oscillators.Count];
                for (var j = 0; j < phases.Length; j++) phases[j] = (ushort)random.Next(20_000);
                var coherence = (float)OrderParameter.Of(phases).R;
                PhaseContribution.Write(blob.AsSpan(i * PhaseContribution.Size), (ulong)chunk[i], (ulong)(1 + chunk[i]), coherence, MemoryMarshal.AsBytes(phases.AsSpan()));
            }

            return new PhaseBatch(0, chunk.Length, blob);
        })];
    }

    private static double Arithmetic(PhaseBatch[] batches)
    {
        var rows = batches.SelectMany(batch => Enumerable.Range(0, batch.Count).SelectMany(i => batch[i].Phases.ToArray())).ToArray();
        var weights = batches.SelectMany(batch => Enumerable.Range(0, batch.Count).Select(i => batch[i].Coherence)).ToArray();
        var merge = new CircularMerge();
        var phases = new ushort[Oscillators.Count];
        long done = 0;
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Measured)
        {
            foreach (var batch in batches)
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    if (!PhaseClaim.IsValid(batch[i].Phases, batch[i].Coherence)) throw new InvalidOperationException("a true claim was refused");
                }

                merge.Clear();
                merge.Add(rows, weights);
                merge.CopyPhases(phases);
                done += batch.Count;
            }
        }

        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> Drive(NodeUnderTest node, PhaseBatch[] batches, bool isRemote)
    {
        using var host = await node.Client();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var height = await HeightThatLives(grains, isRemote);
        var worker = grains.GetGrain<IPhaseMergeGrain>(0);
        long done = 0;
        var stop = false;
        var callers = Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var next = caller; !Volatile.Read(ref stop); next++)
            {
                var batch = batches[next % batches.Length] with { Height = height };
                await worker.Merge(batch);
                Interlocked.Add(ref done, batch.Count);
            }
        })).ToArray();

        await Task.Delay(Warmup, TimeProvider.System);
        var (start, before) = (Stopwatch.GetTimestamp(), Interlocked.Read(ref done));
        await Task.Delay(Measured, TimeProvider.System);
        var rate = (Interlocked.Read(ref done) - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        Volatile.Write(ref stop, true);
        await Task.WhenAll(callers);
        await host.StopAsync();
        return rate;
    }

    /// <summary>A height whose grain was placed where this measurement wants it: beside the worker that the client reaches, or away from it.</summary>
    private static async Task<int> HeightThatLives(IGrainFactory grains, bool isRemote)
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var silos = await management.GetHosts(onlyActive: true);
        for (var height = 1_000_000; ; height++)
        {
            var grain = grains.GetGrain<IPhaseHeightGrain>(height);
            await grain.ContributeOwn("miner:0", 1, new byte[PhaseContribution.PhasesLength]);
            if (silos.Count == 1) return height;
            var oldest = silos.Keys.MinBy(silo => silo.Generation)!;   // the node that the client connects to was first
            var isAway = !oldest.Equals(await management.GetActivationAddress(grain));
            if (isAway == isRemote) return height;
        }
    }
}
