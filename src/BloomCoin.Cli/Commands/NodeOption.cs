using System.CommandLine;
using BloomCoin.Client;
using BloomCoin.Client.Connection;
using Microsoft.Extensions.Configuration;

namespace BloomCoin.Cli.Commands;

/// <summary>--node HOST:PORT: where the node is. Without it the environment decides (Bloom__Client__Gateways__0), then the default.</summary>
public sealed class NodeOption : Option<string[]>
{
    private const string GatewaysKey = $"{BloomClientOptions.Section}:{nameof(BloomClientOptions.Gateways)}";
    private const string ConnectionStringKey = $"{BloomClientOptions.Section}:{nameof(BloomClientOptions.ConnectionString)}";
    private const string TimeoutKey = $"{BloomClientOptions.Section}:{nameof(BloomClientOptions.ResponseTimeout)}";

    public NodeOption()
        : base("--node")
    {
        Description = $"The node's Orleans client port. Give it again for more silos of the node. [default: {GatewayAddress.Default}]";
        HelpName = "HOST:PORT";
        Recursive = true;
        Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!GatewayAddress.TryParse(token.Value, out _))
                {
                    result.AddError($"--node {token.Value} is not {GatewayAddress.Form}");
                }
            }
        });
    }

    /// <summary>The environment's settings, and in place of its gateways or database those gateways that are named on the command line.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="responseTimeout">What a call may take where the environment does not say; null for the client's own default.</param>
    public IConfiguration Configure(ParseResult parsed, TimeSpan? responseTimeout)
    {
        var named = parsed.GetValue(this) ?? [];
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var settings = environment.AsEnumerable()
            .Where(s => named.Length == 0 || !s.Key.StartsWith(GatewaysKey, StringComparison.OrdinalIgnoreCase) && !s.Key.Equals(ConnectionStringKey, StringComparison.OrdinalIgnoreCase))
            .Concat(named.Select((gateway, i) => KeyValuePair.Create<string, string?>($"{GatewaysKey}:{i}", gateway)));
        IEnumerable<KeyValuePair<string, string?>> defaults = responseTimeout is { } timeout ? [new(TimeoutKey, $"{timeout:c}")] : [];
        return new ConfigurationBuilder().AddInMemoryCollection(defaults).AddInMemoryCollection(settings).Build();
    }
}
