using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;

namespace BloomCoin.Cli.Import;

/// <summary>The known networks by their genesis blocks, so that a refusal can name both sides.</summary>
public static class GenesisNames
{
    private static readonly ChainParameters[] Known = [ChainParameters.Mainnet, ChainParameters.Devnet];

    /// <summary>One line that names the file's network and the node's; null when they are the same.</summary>
    public static string? Compare(Hash256 file, ChainIdentity node) =>
        file == node.Genesis
            ? null
            : $"the file is of another network: it begins with {Name(file)}, and the node is on {node.Network} (genesis {node.Genesis})";

    private static string Name(Hash256 genesis) => Array.Find(Known, network => network.GenesisHash == genesis) is { } network
        ? $"the genesis block of {network.Name} ({genesis})"
        : $"block {genesis}, the genesis of no known network";
}
