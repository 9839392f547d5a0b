using BenchmarkDotNet.Attributes;
using BloomCoin.Chain;
using BloomCoin.Chain.Coins;
using BloomCoin.Chain.Rules;
using BloomCoin.Keys;

namespace BloomCoin.Benchmarks.Rules;

/// <summary>Blocks of the reference chain through all six rules in memory, without a store. Its 1 653 signatures alone are the bound.</summary>
[MemoryDiagnoser]
public class BlockBenchmark
{
    private const int Blocks = 2500;

    private readonly byte[][] _blocks = [.. BenchChain.Reference().Blocks.Skip(1).Select(block => block.Bytes.ToArray())];
    private List<SignatureClaim> _claims = [];

    [GlobalSetup]
    public void CollectClaims() => _claims = Check(withSignatures: false);

    /// <summary>On all cores, as they are checked in a sync.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Blocks)]
    public int Signatures() => SignatureCheck.FindInvalid(_claims);

    /// <summary>Parse, certificate, merkle root, header, outputs: on one core.</summary>
    [Benchmark(OperationsPerInvoke = Blocks)]
    public int RulesWithoutSignatures() => Check(withSignatures: false).Count;

    [Benchmark(OperationsPerInvoke = Blocks)]
    public int AllRules() => Check(withSignatures: true).Count;

    private List<SignatureClaim> Check(bool withSignatures)
    {
        var window = HeaderWindow.FromGenesis(ChainParameters.Mainnet);
        var coins = new CoinView(_ => CoinState.Missing);
        var claims = new List<SignatureClaim>();
        foreach (var bytes in _blocks)
        {
            if (!Block.TryParse(bytes, out var block, out var violation)) throw new InvalidOperationException(violation.ToString());
            violation = BlockRules.CheckStructure(block) ?? BlockRules.CheckCoinbaseHeight(block, window.Height + 1);
            if (violation is null) window.TryExtend(bytes, block.Hash, ChainParameters.Mainnet, DateTimeOffset.MaxValue, out violation);
            violation ??= SpendingRules.Check(block, window.Height, coins, claims);
            if (violation is not null) throw new InvalidOperationException(violation.ToString());
        }

        return withSignatures && SignatureCheck.FindInvalid(claims) >= 0 ? throw new InvalidOperationException("a signature") : claims;
    }
}
