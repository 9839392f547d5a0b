using BloomCoin.Client.Connection;
using BloomCoin.Client.Tls;

namespace BloomCoin.Client;

/// <summary>How a client app finds its node: where its silos are, or the database that knows. Section <see cref="Section"/>.</summary>
public sealed class BloomClientOptions
{
    public const string Section = "Bloom:Client";

    /// <summary>The section of <see cref="Tls"/>.</summary>
    public const string TlsSection = $"{Section}:{nameof(Tls)}";

    /// <summary>Orleans client ports of the node's silos. One suffices; more keep the client connected when one goes.</summary>
    /// <value>Each HOST:PORT; 127.0.0.1:30000 by default.</value>
    public IList<string> Gateways { get; } = [];

    /// <summary>
    /// The database on which the node's silos find each other, in place of <see cref="Gateways"/>: the client connects to whatever silos
    /// are alive, and follows when they are replaced. Needs a login that may read the tables of Orleans.
    /// </summary>
    /// <value>An Npgsql connection string; none by default.</value>
    public string? ConnectionString { get; set; }

    /// <summary>How long a client that starts waits for its node, trying again meanwhile.</summary>
    /// <value>1 s to 5 min; 10 s by default.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long one call may take before it is repeated. Blocks that are given to the node and the sum of all outputs may take six times
    /// as long: a batch of 500 full blocks is the longest there is.
    /// </summary>
    /// <value>1 s to 10 min; 10 s by default.</value>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How the client and a node whose ports speak TLS prove themselves to each other.</summary>
    public TlsFiles Tls { get; } = new();

    /// <summary>Where the node is looked for, for a person.</summary>
    internal string Whereabouts => ConnectionString is null ? string.Join(", ", Addresses()) : $"the silos that {ClusterMembership.NameOf(ConnectionString)} names";

    /// <summary>The gateways, parsed, or the default; those that do not parse are left out, as validation has refused them.</summary>
    internal IReadOnlyList<GatewayAddress> Addresses()
    {
        var addresses = new List<GatewayAddress>();
        foreach (var text in Gateways)
        {
            if (GatewayAddress.TryParse(text, out var address))
            {
                addresses.Add(address);
            }
        }

        return addresses.Count > 0 ? addresses : [GatewayAddress.Default];
    }
}
