using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BloomCoin.Benchmarks.Cluster;
using BloomCoin.Benchmarks.PhasePath;
using BloomCoin.Benchmarks.Phases;
using BloomCoin.Benchmarks.Rules;
using BloomCoin.Benchmarks.Sockets;
using BloomCoin.Benchmarks.Sync;
using Perfolizer.Horology;

if (args is [PeerProcess.Verb, .. var peers])
{
    await PeerProcess.Serve(peers);
    return 0;
}

// What is measured, by name. Each prints its baseline of the same run and the ratio to it: machines drift, ratios hardly.
var kernels = ManualConfig.CreateMinimumViable()
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(8));

// Many iterations of 2 ms: the least of them had its core alone, also on a machine that does other work. A second to warm up: library code
// comes compiled for older processors, and is compiled anew in the background.
var nanoseconds = ManualConfig.CreateMinimumViable()
    .AddColumn(StatisticColumn.Min, StatisticColumn.Median)
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(500).WithIterationCount(200)
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
    ["sync"] = SyncBenchmark.Run,
    ["receive"] = ReceiveBenchmark.Run,
    ["idle"] = IdleBenchmark.Run,
    ["accept"] = AcceptBenchmark.Run,
    ["cluster"] = ClusterBenchmark.Run,
};

var chosen = args.Length == 0 ? benchmarks.Keys.ToArray() : args;
if (chosen.FirstOrDefault(name => !benchmarks.ContainsKey(name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"bench: {unknown} is not one of: {string.Join(", ", benchmarks.Keys)}");
    return 2;
}

foreach (var name in chosen) await benchmarks[name]();
return 0;
