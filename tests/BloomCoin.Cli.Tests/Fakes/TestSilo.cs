using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>A real silo on real sockets, with a node in memory behind its grains.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    /// <summary>The collection of the tests with a silo: one after the other, so that none takes the port that another has just found free.</summary>
    public const string Alone = "silos";

    private readonly IHost _host;

    private TestSilo(IHost host, int port)
    {
        _host = host;
        ClientPort = port;
    }

    public int ClientPort { get; }

    /// <param name="node">What its grains answer.</param>
    /// <param name="cluster">Its cluster's name.</param>
    /// <param name="clientPort">Its client port, as that of a silo that is gone; a free one by default.</param>
    /// <param name="without">The class of a grain that it does not host.</param>
    public static async Task<TestSilo> Start(FakeNode node, string cluster = "bloomcoin", int? clientPort = null, Type? without = null)
    {
        var (siloPort, gatewayPort) = (FreePort(), clientPort ?? FreePort());
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton(node);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: "bloomcoin", clusterId: cluster);
            if (without is not null) silo.Services.PostConfigure<GrainTypeOptions>(grains => grains.Classes.Remove(without));
        });
        var host = builder.Build();
        await host.StartAsync();
        return new(host, gatewayPort);
    }

    /// <summary>A client of this silo.</summary>
    public Task<INodeConnection> Connect(params IEnumerable<KeyValuePair<string, string?>> settings) => new OrleansConnector().Connect(
        new ConfigurationBuilder().AddInMemoryCollection([new("Bloom:Client:Gateways:0", $"127.0.0.1:{ClientPort}"), .. settings]).Build(),
        default);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
