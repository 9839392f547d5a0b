using System.ComponentModel;
using BloomCoin.Gateway;

namespace BloomCoin.Node.Options;

/// <summary>The node's HTTP side: health. Section <c>Bloom:Http</c>.</summary>
public sealed class HttpOptions
{
    public const string Section = "Bloom:Http";

    /// <summary>The address and port of /health/live and /health/ready.</summary>
    /// <value>address:port; 127.0.0.1:8080 by default.</value>
    [Endpoint, Description("an address and port, such as 127.0.0.1:8080")]
    public string Listen { get; init; } = "127.0.0.1:8080";
}
