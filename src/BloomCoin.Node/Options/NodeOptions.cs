using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using BloomCoin.Grains.Placement;

namespace BloomCoin.Node.Options;

/// <summary>What this process is. Section <c>Bloom</c>.</summary>
public sealed class NodeOptions
{
    public const string Section = "Bloom";

    /// <summary>The network whose chain is kept and whose peers are spoken with.</summary>
    /// <value>mainnet or devnet; devnet by default.</value>
    [AllowedValues("mainnet", "devnet"), Description("mainnet or devnet")]
    public string Network { get; init; } = "devnet";

    /// <summary>What this process does of the cluster's work: hold peers' sockets, host the grains that hold state, or both.</summary>
    /// <value>All, the default, Gateway or Compute; on SQLite only All.</value>
    [EnumDataType(typeof(SiloRoles)), Description("All, Gateway or Compute")]
    public SiloRoles Roles { get; init; } = SiloRoles.All;

    /// <summary>The folder of the SQLite files; one node at a time.</summary>
    /// <value>A path, relative to the working directory; ./data by default.</value>
    [Required, Description("a folder that this process may write to")]
    public string DataDirectory { get; init; } = "./data";
}
