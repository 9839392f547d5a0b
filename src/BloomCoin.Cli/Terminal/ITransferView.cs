using BloomCoin.Cli.Blocks;

namespace BloomCoin.Cli.Terminal;

/// <summary>Shows a transfer while it runs.</summary>
public interface ITransferView
{
    /// <summary>Runs the transfer and shows the steps that it reports. Steps come one at a time.</summary>
    Task<T> Run<T>(string verb, Func<IProgress<TransferStep>, Task<T>> transfer);
}
