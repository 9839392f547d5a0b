using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BloomCoin.Benchmarks.Cluster;
using BloomCoin.Benchmarks.PhasePath;
using BloomCoin.Benchmarks.Phases;
using BloomCoin.Benchmarks.Rules;
using BloomCoin.Benchmarks.Serving;
using BloomCoin.Benchmarks.Sockets;
using BloomCoin.Benchmarks.Startup;
using BloomCoin.Benchmarks.Sync;
using Perfolizer.Horology;

const string Quick = "--quick";

if (args is [PeerProcess.Verb, .. var peers])
{
    await PeerProcess.Serve(peers);
    return 0;
}

// What is measured, by name. Each prints its baseline of the same run and the ratio to it: machines drift, ratios hardly.
var isQuick = args.Contains(Quick);
var kernels = ManualConfig.CreateMinimumViable().AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(isQuick ? 1 : 3).WithIterationCount(isQuick ? 3 : 8).WithIterationTime(TimeInterval.FromMilliseconds(isQuick ? 100 : 500)));

// Many iterations of 2 ms: the least of them had its core alone, also on a machine that does other work. A second to warm up: library code
// comes compiled for older processors, and is compiled anew in the background.
var nanoseconds = ManualConfig.CreateMinimumViable()
    .AddColumn(StatisticColumn.Min, StatisticColumn.Median)
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(500).WithIterationCount(isQuick ? 50 : 200)
        .WithIterationTime(TimeInterval.FromMilliseconds(2)));
var benchmarks = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["headers"] = () => Task.Run(() => BenchmarkRunner.Run<HeaderBenchmark>(kernels)),
    ["blocks"] = () => Task.Run(() => BenchmarkRunner.Run<BlockBenchmark>(kernels)),
    ["phases"] = () => Task.Run(() =>
    {
        BenchmarkRunner.Run<MergeBenchmark>(nanoseconds);
        BenchmarkRunner.Run<ClaimBenchmark>(nanoseconds);
        BenchmarkRunner.Run<KuramotoBenchmark>(nanoseconds);
    }),
    ["phase-path"] = PhasePathBenchmark.Run,
    ["acknowledgement"] = AcknowledgementBenchmark.Run,
    ["sync"] = SyncBenchmark.Run,
    ["long-sync"] = LongSyncBenchmark.Run,
    ["startup"] = StartupBenchmark.Run,
    ["serving"] = ServingBenchmark.Run,
    ["cold-serving"] = ColdServingBenchmark.Run,
    ["receive"] = () => ReceiveBenchmark.Run(isQuick),
    ["idle"] = IdleBenchmark.Run,
    ["accept"] = AcceptBenchmark.Run,
    ["cluster"] = ClusterBenchmark.Run,
    ["relay"] = RelayBenchmark.Run,
};

// A look at the ratios before a change is made: what takes seconds, with fewer repetitions. Figures for docs/performance.md are not made by it.
string[] named = [.. args.Where(name => name != Quick)];
string[] chosen = named.Length > 0 ? named : isQuick ? ["phases", "headers", "blocks", "receive", "accept"] : [.. benchmarks.Keys];
if (chosen.FirstOrDefault(name => !benchmarks.ContainsKey(name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"bench: {unknown} is not one of: {string.Join(", ", benchmarks.Keys)}");
    return 2;
}

foreach (var name in chosen) await benchmarks[name]();
return 0;
