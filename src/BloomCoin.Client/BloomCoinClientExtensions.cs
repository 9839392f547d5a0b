using BloomCoin.Client.Connection;
using BloomCoin.Client.Tls;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Networking.Shared;
using Polly;
using Polly.Registry;

namespace BloomCoin.Client;

/// <summary>Makes an application a client of a node.</summary>
public static class BloomCoinClientExtensions
{
    /// <summary>The cluster's name, as a node's configuration has it.</summary>
    public const string ClusterIdKey = "Bloom:Cluster:Id";

    /// <summary>The service's name, as a node's configuration has it.</summary>
    public const string ServiceIdKey = "Bloom:Cluster:ServiceId";

    private const string DefaultName = "bloomcoin";

    /// <summary>How long a silo waits for another's answer; an application has a setting for it.</summary>
    private static readonly TimeSpan SiloPatience = TimeSpan.FromSeconds(10);

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
            if (configuration[$"{BloomClientOptions.Section}:{nameof(BloomClientOptions.ConnectionString)}"] is null) client.Services.AddSingleton<IGatewayListProvider, NamedGateways>();
            else ClusterMembership.Use(client);
            client.Services.AddSingleton<IClientConnectionRetryFilter, ConnectDeadline>();
            client.Services.AddSingleton<ConnectTrail>();
            client.Services.AddSingleton<StandingConnections>();
            client.Services.AddSingleton<IConfigureOptions<ClientConnectionOptions>, ClientTls>();
            client.Services.AddSingleton<IConfigureOptions<ClientConnectionOptions>, ClientConnections>();
            client.Services.Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = configuration[ClusterIdKey] ?? DefaultName;
                cluster.ServiceId = configuration[ServiceIdKey] ?? DefaultName;
            });
            client.Services.AddOptions<ClientMessagingOptions>().Configure<IOptions<BloomClientOptions>>(
                (messaging, bloom) => messaging.ResponseTimeout = bloom.Value.ResponseTimeout * NodeCalls.LongWork);
            client.Services.AddOptions<ConnectionOptions>().Configure<IOptions<BloomClientOptions>>(
                (connection, bloom) => connection.OpenConnectionTimeout = AttemptTimeout(bloom.Value.ConnectTimeout));
            client.Services.Configure<SocketConnectionOptions>(NoticeIdleLoss);
        });
        return services.AddBloomClient(provider => provider.GetRequiredService<IOptions<BloomClientOptions>>().Value.ResponseTimeout);
    }

    /// <summary>Adds <see cref="IBloomClient"/> to a silo, over the silo's own grain factory: no connection and no configuration.</summary>
    public static IServiceCollection AddBloomCoinSiloClient(this IServiceCollection services)
    {
        services.AddSingleton<StandingConnections>();   // none
        return services.AddBloomClient(_ => SiloPatience);
    }

    private static IServiceCollection AddBloomClient(this IServiceCollection services, Func<IServiceProvider, TimeSpan> patience)
    {
        services.AddResiliencePipeline(CallRepeats.Name, (pipeline, context) =>
            CallRepeats.Configure(pipeline, context.ServiceProvider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new NodeCalls(
            provider.GetRequiredService<ResiliencePipelineProvider<string>>().GetPipeline(CallRepeats.Name),
            provider.GetRequiredService<StandingConnections>(),
            patience(provider),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IBloomClient, Parts.BloomClient>();
        return services;
    }

    /// <summary>A gateway whose machine is gone is missed 11 s later where no call is under way: TCP asks it for a sign of life. Orleans' own 90 s and 30 s let go after six minutes.</summary>
    private static void NoticeIdleLoss(SocketConnectionOptions sockets) =>
        (sockets.KeepAliveTimeSeconds, sockets.KeepAliveIntervalSeconds, sockets.KeepAliveRetryCount) = (5, 2, 3);

    /// <summary>A host that swallows packets must not use up the whole time: four attempts fit, of 1 to 5 s each.</summary>
    private static TimeSpan AttemptTimeout(TimeSpan whole) => TimeSpan.FromSeconds(Math.Clamp(whole.TotalSeconds / 4, 1, 5));
}
