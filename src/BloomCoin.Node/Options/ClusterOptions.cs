using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using BloomCoin.Client.Tls;

namespace BloomCoin.Node.Options;

/// <summary>The Orleans cluster that this silo belongs to. Section <c>Bloom:Cluster</c>.</summary>
public sealed class ClusterOptions
{
    public const string Section = "Bloom:Cluster";

    /// <summary>The section of <see cref="Tls"/>.</summary>
    public const string TlsSection = $"{Section}:{nameof(Tls)}";

    /// <summary>Names the silos that find each other: a deployment.</summary>
    /// <value>bloomcoin by default.</value>
    [Required, Description("a name")]
    public string Id { get; init; } = "bloomcoin";

    /// <summary>Names what the silos' state belongs to, across deployments.</summary>
    /// <value>bloomcoin by default.</value>
    [Required, Description("a name")]
    public string ServiceId { get; init; } = "bloomcoin";

    /// <summary>What the dashboard and <c>bloom</c> call this silo; a pod's name, for one. No other silo of the cluster has it.</summary>
    /// <value>A name; made up at each start by default.</value>
    [Description("a name")]
    public string? SiloName { get; init; }

    /// <summary>The port where other silos connect.</summary>
    /// <value>1 to 65535; 11111 by default.</value>
    [Range(1, 65535), Description("1 to 65535")]
    public int SiloPort { get; init; } = 11111;

    /// <summary>The port where client apps, <c>bloom</c> among them, connect.</summary>
    /// <value>1 to 65535; 30000 by default.</value>
    [Range(1, 65535), Description("1 to 65535")]
    public int ClientPort { get; init; } = 30000;

    /// <summary>The address that other machines reach this silo at. With it, both ports listen on every address; without it, on loopback only.</summary>
    /// <value>An IP address; none by default.</value>
    [IpAddress, Description("an IP address, such as 10.0.0.4")]
    public string? AdvertisedAddress { get; init; }

    /// <summary>With it both ports speak TLS, and take only who shows a certificate of the cluster's CA.</summary>
    public TlsFiles Tls { get; init; } = new();
}
