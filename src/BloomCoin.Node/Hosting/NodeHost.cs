using System.Net;
using BloomCoin.Chain;
using BloomCoin.Client;
using BloomCoin.Client.Tls;
using BloomCoin.Gateway;
using BloomCoin.Grains.Addresses;
using BloomCoin.Grains.Chain;
using BloomCoin.Grains.Placement;
using BloomCoin.Grains.Reputation;
using BloomCoin.Node.Configuration;
using BloomCoin.Node.Health;
using BloomCoin.Node.Options;
using BloomCoin.Storage;
using BloomCoin.Web;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Orleans.Dashboard;

namespace BloomCoin.Node.Hosting;

/// <summary>One node, composed: configuration, storage, silo, gateway, HTTP. The only place where the rooms meet.</summary>
internal sealed class NodeHost : IAsyncDisposable
{
    private readonly ChainStorage _storage;

    private NodeHost(WebApplication application, ChainStorage storage) => (Application, _storage) = (application, storage);

    public WebApplication Application { get; }

    /// <summary>Checks everything that can be checked, opens the storage and composes the node; nothing listens yet.</summary>
    /// <exception cref="StartupException">The configuration, a port or the storage is not as it must be.</exception>
    public static async Task<NodeHost> Create(string[] args, CancellationToken cancellation)
    {
        var configuration = NodeConfiguration.ReadChecked(args);
        var node = configuration.Bind<NodeOptions>(NodeOptions.Section);
        var cluster = configuration.Bind<ClusterOptions>(ClusterOptions.Section);
        var gateway = configuration.Bind<GatewayOptions>(GatewayOptions.Section);
        var http = configuration.Bind<HttpOptions>(HttpOptions.Section);
        var mining = configuration.Bind<MiningOptions>(MiningOptions.Section);
        var tls = TlsIdentity.Read(cluster.Tls, ClusterOptions.TlsSection, TlsSide.Silo, TimeProvider.System, out var tlsFaults);
        var unusable = tlsFaults.Concat(Ports.InUse(node.Roles, cluster, gateway, http)).ToList();
        if (unusable.Count > 0) throw new StartupException(unusable);

        var parameters = ChainParameters.Find(node.Network)!;
        var storage = await NodeStorage.Open(configuration, cancellation);
        try
        {
            var plan = MiningPlan.From(mining, configuration.Bind<GossipOptions>(GossipOptions.Section), node);
            var application = Compose(configuration, node.Roles, cluster, tls, gateway, http, parameters, storage, plan);
            ReportTls(application.Logger, cluster, tls);
            return new NodeHost(application, storage);
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private static WebApplication Compose(
        IConfiguration configuration, SiloRoles roles, ClusterOptions cluster, TlsIdentity? tls, GatewayOptions gateway, HttpOptions http,
        ChainParameters parameters, ChainStorage storage, MiningPlan mining)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = NodeConfiguration.Environment });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddBloomConsole(configuration.Bind<LoggingOptions>(LoggingOptions.Section));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(EndpointAttribute.Parse(http.Listen)));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new ReputationSettings(gateway.Diversity.ExemptLoopback));
        builder.Services.Configure<GatewayOptions>(configuration.GetSection(GatewayOptions.Section));
        builder.Services.Configure<GossipOptions>(configuration.GetSection(GossipOptions.Section));
        builder.Services.AddHealthChecks().AddCheck<ReadyCheck>("ready", timeout: ReadyCheck.Timeout);
        builder.AddBloomTelemetry(configuration.Bind<TelemetryOptions>(TelemetryOptions.Section), parameters, roles);
        builder.Services.AddBloomCoinSiloClient();
        builder.Services.AddBloomCoinWeb(new WebSettings(
            IPAddress.IsLoopback(EndpointAttribute.Parse(http.Listen).Address), http.DashboardToken, http.Dashboard, http.RequestsPerSecond));
        if (gateway.AllowPrivateAddresses is { } allowPrivate) builder.Services.AddSingleton(new AddressBookSettings(allowPrivate));
        builder.UseOrleans(silo =>
        {
            SiloSetup.Configure(silo, roles, cluster, tls, parameters, storage);
            if (http.Dashboard) silo.AddDashboard(dashboard => dashboard.HideTrace = !builder.Environment.IsDevelopment());
        });
        builder.Services.AddSingleton(mining).AddSingleton(mining.Settings);
        if (roles.HasFlag(SiloRoles.Compute)) builder.Services.AddHostedService<MinerHost>();   // after the silo, which mines

        var application = builder.Build();
        application.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        application.MapHealthChecks("/health/ready");
        application.ShowProcess();
        application.MapBloomCoinWeb();
        return application;
    }

    /// <summary>Says what stands between the silo's ports and whoever can reach them.</summary>
    private static void ReportTls(ILogger log, ClusterOptions cluster, TlsIdentity? tls)
    {
        if (tls is not null) log.TlsOn(tls.Certificate.Subject, tls.Expires);
        else if (cluster.AdvertisedAddress is not null) log.PortsOpen(cluster.SiloPort, cluster.ClientPort, ClusterOptions.TlsSection);
    }
}
