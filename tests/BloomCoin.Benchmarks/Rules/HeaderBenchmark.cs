using BenchmarkDotNet.Attributes;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;

namespace BloomCoin.Benchmarks.Rules;

/// <summary>Headers as a sync checks them before any block: hash, link, time, order parameter, difficulty. The hash alone is the bound.</summary>
[MemoryDiagnoser]
public class HeaderBenchmark
{
    private const int Headers = 2500;

    private readonly byte[][] _headers = [.. BenchChain.Reference().Blocks.Skip(1).Select(block => block.Bytes[..BlockHeader.Length].ToArray())];

    [Benchmark(Baseline = true, OperationsPerInvoke = Headers)]
    public int Hash()
    {
        var zeros = 0;
        foreach (var header in _headers) zeros += BlockHeader.HashOf(header).IsZero ? 1 : 0;
        return zeros;
    }

    [Benchmark(OperationsPerInvoke = Headers)]
    public int HashAndCheck()
    {
        var window = HeaderWindow.FromGenesis(ChainParameters.Mainnet);
        foreach (var header in _headers)
        {
            if (!window.TryExtend(header, BlockHeader.HashOf(header), ChainParameters.Mainnet, DateTimeOffset.MaxValue, out var violation))
                throw new InvalidOperationException(violation!.ToString());
        }

        return window.Height;
    }
}
