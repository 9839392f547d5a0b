using BloomCoin.Client;
using BloomCoin.Client.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BloomCoin.Cli;

/// <summary>Connects through the client library, without a log: what a person must know is in the one line that ends a command.</summary>
public sealed class OrleansConnector : INodeConnector
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    public async Task<INodeConnection> Connect(IConfiguration configuration, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddBloomCoinClient(configuration);
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellation);
            var connection = new Connection(host);
            await Greet(connection.Node, cancellation);
            return connection;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>One short question: behind a forwarded port the connection stands and every call waits for ever.</summary>
    private static async Task Greet(IBloomClient node, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AnswerTimeout);
        try
        {
            await node.GetIdentity(limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new NodeUnreachableException(
                $"the node took the connection and did not answer within {AnswerTimeout.TotalSeconds:0} s: "
                + "--node takes the address and client port that the node itself listens on, a forwarded port does not do",
                exception);
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
