using BloomCoin.Cli.Blocks;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>Keeps the steps that a transfer reports.</summary>
internal sealed class Steps : List<TransferStep>, IProgress<TransferStep>
{
    public void Report(TransferStep value) => Add(value);
}
