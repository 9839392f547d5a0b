using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>A real silo on real sockets, with a node in memory behind its grains.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private TestSilo(IHost host, int port)
    {
        _host = host;
        ClientPort = port;
    }

    public int ClientPort { get; }

    public static async Task<TestSilo> Start(FakeNode node, string cluster = "bloomcoin")
    {
        var (siloPort, clientPort) = (FreePort(), FreePort());
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton(node);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, clientPort, serviceId: "bloomcoin", clusterId: cluster));
        var host = builder.Build();
        await host.StartAsync();
        return new(host, clientPort);
    }

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
