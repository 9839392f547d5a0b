using BloomCoin.Client.Connection;
using BloomCoin.Client.Tls;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace BloomCoin.Client;

/// <summary>Makes an application a client of a node.</summary>
public static class BloomCoinClientExtensions
{
    /// <summary>The cluster's name, as a node's configuration has it.</summary>
    public const string ClusterIdKey = "Bloom:Cluster:Id";

    /// <summary>The service's name, as a node's configuration has it.</summary>
    public const string ServiceIdKey = "Bloom:Cluster:ServiceId";

    private const string DefaultName = "bloomcoin";

    /// <summary>Adds <see cref="IBloomClient"/>. The connection is made when the host starts, which fails with <see cref="NodeUnreachableException"/> when there is none in time.</summary>
    public static IServiceCollection AddBloomCoinClient(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BloomClientOptions>()
            .Bind(configuration.GetSection(BloomClientOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<BloomClientOptions>, BloomClientOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);

        services.AddOrleansClient(client =>
        {
            client.Services.AddSingleton<IGatewayListProvider, NamedGateways>();
            client.Services.AddSingleton<IClientConnectionRetryFilter, ConnectDeadline>();
            client.Services.AddSingleton<ConnectTrail>();
            client.Services.AddSingleton<IConfigureOptions<ClientConnectionOptions>, ClientTls>();
            client.Services.Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = configuration[ClusterIdKey] ?? DefaultName;
                cluster.ServiceId = configuration[ServiceIdKey] ?? DefaultName;
            });
            client.Services.AddOptions<ClientMessagingOptions>().Configure<IOptions<BloomClientOptions>>(
                (messaging, bloom) => messaging.ResponseTimeout = bloom.Value.ResponseTimeout);
            client.Services.AddOptions<ConnectionOptions>().Configure<IOptions<BloomClientOptions>>(
                (connection, bloom) => connection.OpenConnectionTimeout = AttemptTimeout(bloom.Value.ConnectTimeout));
        });
        services.TryAddSingleton<IBloomClient>(provider =>
            new RetryingClient(new GrainClient(provider.GetRequiredService<IGrainFactory>()), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>A host that swallows packets must not use up the whole time: four attempts fit, of 1 to 5 s each.</summary>
    private static TimeSpan AttemptTimeout(TimeSpan whole) => TimeSpan.FromSeconds(Math.Clamp(whole.TotalSeconds / 4, 1, 5));
}
