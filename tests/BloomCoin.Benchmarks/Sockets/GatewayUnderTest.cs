using System.Net;
using BloomCoin.Gateway;
using BloomCoin.Gateway.Listening;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Frames;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace BloomCoin.Benchmarks.Sockets;

/// <summary>A gateway as a silo composes it, in this process, with grains that answer at once and do nothing.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly PeerListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    public GatewayUnderTest()
    {
        var options = new GatewayOptions
        {
            Listen = "127.0.0.1:0",
            MaxConnections = 100_000,
            RateLimits = new Dictionary<string, int>(StringComparer.Ordinal) { ["PHASE"] = int.MaxValue / 4 },   // counted, and never reached
        };
        var silo = new SiloOfOne();
        silo.Services.AddLogging();
        silo.Services.AddSingleton(TimeProvider.System);
        silo.Services.AddSingleton(Options.Create(options));
        silo.Services.AddSingleton(Options.Create(new GossipOptions()));
        silo.Services.AddSingleton<ILocalSiloDetails>(silo);
        silo.Services.AddSingleton(IdleGrains.Make());
        silo.AddBloomCoinGateway(NetworkMagic.Mainnet);
        _services = silo.Services.BuildServiceProvider();
        Context = _services.GetRequiredService<GatewayContext>();
        _listener = new PeerListener(
            EndpointAttribute.Parse(options.Listen), _services.GetRequiredService<Admission>(), _services.GetRequiredService<SessionHost>(), Context);
        _listener.Bind();
        _running = Task.WhenAll(_listener.Run(_stopping.Token), Context.Phases.Run(_stopping.Token));
    }

    public GatewayContext Context { get; }

    public int Port => _listener.LocalEndPoint.Port;

    public int Established => Context.Sessions.AllEstablished.Count();

    public long BytesReceived => Context.Sessions.All.Sum(session => session.Connection.BytesReceived);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _listener.Dispose();
        foreach (var session in Context.Sessions.All) session.Connection.Dispose();
        while (Context.Sessions.All.Any()) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        await _services.DisposeAsync();
        _stopping.Dispose();
    }

    private sealed class SiloOfOne : ISiloBuilder, ILocalSiloDetails
    {
        public IServiceCollection Services { get; } = new ServiceCollection();

        public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();

        public string Name => "bench";

        public string ClusterId => Name;

        public string DnsHostName => Name;

        public SiloAddress SiloAddress { get; } = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1), 1);

        public SiloAddress GatewayAddress => SiloAddress;
    }
}
