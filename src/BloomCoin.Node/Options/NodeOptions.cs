using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace BloomCoin.Node.Options;

/// <summary>What this process is. Section <c>Bloom</c>.</summary>
public sealed class NodeOptions
{
    public const string Section = "Bloom";

    /// <summary>The network whose chain is kept and whose peers are spoken with.</summary>
    /// <value>mainnet or devnet; devnet by default.</value>
    [AllowedValues("mainnet", "devnet"), Description("mainnet or devnet")]
    public string Network { get; init; } = "devnet";

    /// <summary>What this silo does: everything, in one process.</summary>
    /// <value>All, the default. Gateway and Compute silos are not told apart yet.</value>
    [AllowedValues("All"), Description("All")]
    public string Roles { get; init; } = "All";

    /// <summary>The folder of the SQLite files; one node at a time.</summary>
    /// <value>A path, relative to the working directory; ./data by default.</value>
    [Required, Description("a folder that this process may write to")]
    public string DataDirectory { get; init; } = "./data";
}
