using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BloomCoin.Benchmarks.PhasePath;
using BloomCoin.Benchmarks.Phases;
using BloomCoin.Benchmarks.Rules;
using BloomCoin.Benchmarks.Sync;

// What is measured, by name. Each prints its baseline of the same run and the ratio to it: machines drift, ratios hardly.
var kernels = ManualConfig.CreateMinimumViable()
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(8));
var benchmarks = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["headers"] = () => Task.Run(() => BenchmarkRunner.Run<HeaderBenchmark>(kernels)),
    ["blocks"] = () => Task.Run(() => BenchmarkRunner.Run<BlockBenchmark>(kernels)),
    ["phases"] = () => Task.Run(() =>
    {
        BenchmarkRunner.Run<MergeBenchmark>(kernels);
        BenchmarkRunner.Run<ClaimBenchmark>(kernels);
        BenchmarkRunner.Run<KuramotoBenchmark>(kernels);
    }),
    ["phase-path"] = PhasePathBenchmark.Run,
    ["sync"] = SyncBenchmark.Run,
};

var chosen = args.Length == 0 ? benchmarks.Keys.ToArray() : args;
if (chosen.FirstOrDefault(name => !benchmarks.ContainsKey(name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"bench: {unknown} is not one of: {string.Join(", ", benchmarks.Keys)}");
    return 2;
}

foreach (var name in chosen) await benchmarks[name]();
return 0;
