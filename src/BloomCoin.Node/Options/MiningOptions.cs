using System.ComponentModel;
using BloomCoin.Gateway;

namespace BloomCoin.Node.Options;

/// <summary>Mining. Section <c>Bloom:Mining</c>. Checked at the start; this version does not mine, so nothing here has an effect yet.</summary>
[Reserved]
public sealed class MiningOptions
{
    public const string Section = "Bloom:Mining";

    /// <summary>Whether this node mines.</summary>
    /// <value>true or false; by default true on devnet and false on mainnet.</value>
    [Description("true or false")]
    public bool? Enabled { get; init; }
}
