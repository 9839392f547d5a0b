using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using BloomCoin.Chain;

namespace BloomCoin.Node.Options;

/// <summary>Mining. Section <c>Bloom:Mining</c>.</summary>
public sealed class MiningOptions
{
    public const string Section = "Bloom:Mining";

    /// <summary>Whether this node mines. On devnet a miner costs next to nothing, on mainnet it takes a core.</summary>
    /// <value>true or false; by default true on devnet and false on mainnet.</value>
    [Description("true or false")]
    public bool? Enabled { get; init; }

    /// <summary>What <see cref="Enabled"/> is where nobody says.</summary>
    public static bool IsEnabledOn(string network) => network == ChainParameters.Devnet.Name;

    /// <summary>Whom the blocks pay.</summary>
    /// <value>An address of 64 hexadecimal digits; by default that of a key in the data folder, miner.key, which is made when it is missing.</value>
    [Address, Description("an address: 64 hexadecimal digits, as bloom keygen prints")]
    public string? Address { get; init; }

    /// <summary>Miners of the whole cluster, each with oscillators of its own. They share their phases as peers do.</summary>
    /// <value>1 to 64 miners; 1 by default.</value>
    [Range(1, 64), Description("1 to 64 miners")]
    public int Miners { get; init; } = 1;

    /// <summary>Rounds that a miner runs in a second of wall time. Fewer give peers' phases more time to arrive, and cost less.</summary>
    /// <value>0 for as many as the processor makes, else up to 1000000; by default 100 on devnet and 0 on mainnet.</value>
    [Range(0.0, 1_000_000.0), Description("0 for as many as possible, else up to 1000000 a second")]
    public double? RoundsPerSecond { get; init; }
}
