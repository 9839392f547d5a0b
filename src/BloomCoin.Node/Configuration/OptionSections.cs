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
    };

    /// <summary>Binds every section to its options class, for those who take <c>IOptions</c>.</summary>
    public static IServiceCollection AddBloomCoinOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<NodeOptions>(configuration.GetSection(NodeOptions.Section));
        services.Configure<StorageOptions>(configuration.GetSection(StorageOptions.Section));
        services.Configure<ClusterOptions>(configuration.GetSection(ClusterOptions.Section));
        services.Configure<GatewayOptions>(configuration.GetSection(GatewayOptions.Section));
        services.Configure<HttpOptions>(configuration.GetSection(HttpOptions.Section));
        return services;
    }
}
