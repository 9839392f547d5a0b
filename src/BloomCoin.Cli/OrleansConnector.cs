using BloomCoin.Client;
using BloomCoin.Client.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BloomCoin.Cli;

/// <summary>Connects through the client library, without a log: what a person must know is in the one line that ends a command.</summary>
public sealed class OrleansConnector : INodeConnector
{
    /// <summary>What an answer may take beyond the time that connecting has.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    public async Task<INodeConnection> Connect(IConfiguration configuration, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddBloomCoinClient(configuration);
        var host = builder.Build();
        try
        {
            await Greet(host, cancellation);
            return new Connection(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Connects and asks one short question: behind a forwarded port a connection stands, and every call on it waits for ever.</summary>
    private static async Task Greet(IHost host, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(host.Services.GetRequiredService<IOptions<BloomClientOptions>>().Value.ConnectTimeout + AnswerTimeout);
        try
        {
            await host.StartAsync(limit.Token).WaitAsync(limit.Token);
            await host.Services.GetRequiredService<IBloomClient>().Chain.GetIdentity(limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new NodeUnreachableException(
                "the node took the connection and did not answer: --node takes the address and the client port that the node itself has; "
                + "a forwarded port does not do",
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
