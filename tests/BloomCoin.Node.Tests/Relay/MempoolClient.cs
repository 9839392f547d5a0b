using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Client;
using BloomCoin.Node.Tests.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BloomCoin.Node.Tests.Relay;

/// <summary>A client app at a node's mempool.</summary>
internal sealed class MempoolClient : IAsyncDisposable
{
    private readonly IHost _host;

    private MempoolClient(IHost host) => _host = host;

    public IMempoolGrain Mempool => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IMempoolGrain>(0);

    public static async Task<MempoolClient> Connect(NodeProcess node)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddBloomCoinClient(new ConfigurationBuilder()
            .AddInMemoryCollection([new("Bloom:Client:Gateways:0", node.Ports.ClientAddress)]).Build());
        var host = builder.Build();
        await host.StartAsync();
        return new MempoolClient(host);
    }

    public async Task<SubmitOutcome[]> Submit(params Transaction[] transactions)
    {
        var report = await Mempool.Submit(TransactionBatch.Of(transactions.Select(one => one.Bytes)), null);
        return [.. report.Verdicts.Select(verdict => verdict.Outcome)];
    }

    /// <summary>Completes when the mempool holds these and no other.</summary>
    public Task Hold(params Transaction[] transactions) => Eventually.True(
        $"the mempool holds {transactions.Length} transactions",
        async () =>
        {
            var held = (await Mempool.List(1000)).Transactions.Select(one => one.Txid).ToHashSet();
            return held.SetEquals(transactions.Select(one => one.Id));
        });

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await _host.StopAsync(limit.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or Orleans.Runtime.OrleansException)
        {
            // The node was killed: there is nobody to say goodbye to.
        }

        _host.Dispose();
    }
}
