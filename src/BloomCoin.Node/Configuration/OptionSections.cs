using BloomCoin.Gateway;
using BloomCoin.Node.Options;

namespace BloomCoin.Node.Configuration;

/// <summary>Every section of the configuration and the options class that it fills: what is not here is no key.</summary>
internal static class OptionSections
{
    public static readonly IReadOnlyDictionary<string, Type> All = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
    {
        [NodeOptions.Section] = typeof(NodeOptions),
        [StorageOptions.Section] = typeof(StorageOptions),
        [ClusterOptions.Section] = typeof(ClusterOptions),
        [GatewayOptions.Section] = typeof(GatewayOptions),
        [GossipOptions.Section] = typeof(GossipOptions),
        [MiningOptions.Section] = typeof(MiningOptions),
        [HttpOptions.Section] = typeof(HttpOptions),
        [LoggingOptions.Section] = typeof(LoggingOptions),
        [TelemetryOptions.Section] = typeof(TelemetryOptions),
    };
}
