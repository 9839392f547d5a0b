using BloomCoin.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BloomCoin.Cli;

/// <summary>Connects through the client library, without a log: what a person must know is in the one line that ends a command.</summary>
public sealed class OrleansConnector : INodeConnector
{
    public async Task<INodeConnection> Connect(IConfiguration configuration, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddBloomCoinClient(configuration);
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellation);
            return new Connection(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private sealed class Connection(IHost host) : INodeConnection
    {
        private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

        public IBloomClient Node { get; } = host.Services.GetRequiredService<IBloomClient>();

        /// <summary>Says goodbye, for a second at most: nothing is lost by leaving without.</summary>
        public async ValueTask DisposeAsync()
        {
            using var limit = new CancellationTokenSource(Grace);
            try
            {
                await host.StopAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                // The node does not answer the goodbye.
            }

            host.Dispose();
        }
    }
}
