using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using BloomCoin.Gateway;

namespace BloomCoin.Node.Options;

/// <summary>The node's HTTP side: live view, API, dashboard, health, metrics. Section <c>Bloom:Http</c>.</summary>
public sealed class HttpOptions
{
    public const string Section = "Bloom:Http";

    /// <summary>Where it listens. On anything but loopback the dashboard and the peers' addresses need <see cref="DashboardToken"/>.</summary>
    /// <value>address:port; 127.0.0.1:8080 by default.</value>
    [Endpoint, Description("an address and port, such as 127.0.0.1:8080")]
    public string Listen { get; init; } = "127.0.0.1:8080";

    /// <summary>Whether there is an Orleans dashboard. It counts every grain call: a call that does nothing takes twice as long with it.</summary>
    /// <value>true by default.</value>
    [Description("true or false")]
    public bool Dashboard { get; init; } = true;

    /// <summary>Opens the dashboard, and the peers' addresses in the API. A secret: give it by the environment.</summary>
    /// <value>16 characters or more; none by default: then the dashboard is open on loopback and closed elsewhere.</value>
    [MinLength(16), Description("16 characters or more")]
    public string? DashboardToken { get; init; }

    /// <summary>What one address, or IPv6 /64, may ask of the API a second in the long run. It may save up five seconds of it.</summary>
    /// <value>1 to 1000000; 20 by default.</value>
    [Range(1, 1_000_000), Description("1 to 1000000 requests a second")]
    public int RequestsPerSecond { get; init; } = 20;
}
