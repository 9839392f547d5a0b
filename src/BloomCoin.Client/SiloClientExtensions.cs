using BloomCoin.Client.Connection;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Registry;

namespace BloomCoin.Client;

/// <summary>Makes a silo a client of the node that it is part of.</summary>
public static class SiloClientExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Adds <see cref="IBloomClient"/> over the silo's own grain factory: no connection, no configuration.</summary>
    public static IServiceCollection AddBloomCoinSiloClient(this IServiceCollection services)
    {
        services.AddResiliencePipeline(CallRepeats.Name, (pipeline, context) =>
            CallRepeats.Configure(pipeline, context.ServiceProvider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<GatewayConnections>();
        services.AddSingleton(provider => new NodeCalls(
            provider.GetRequiredService<ResiliencePipelineProvider<string>>().GetPipeline(CallRepeats.Name),
            provider.GetRequiredService<GatewayConnections>(),
            Patience,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IBloomClient, Parts.BloomClient>();
        return services;
    }
}
