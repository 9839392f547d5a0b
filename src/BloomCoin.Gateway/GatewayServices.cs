using System.Net;
using System.Security.Cryptography;
using BloomCoin.Chain;
using BloomCoin.Gateway.Addresses;
using BloomCoin.Gateway.Bans;
using BloomCoin.Gateway.Cluster;
using BloomCoin.Gateway.Limits;
using BloomCoin.Gateway.Listening;
using BloomCoin.Gateway.Outbound;
using BloomCoin.Gateway.Phases;
using BloomCoin.Gateway.Propagation;
using BloomCoin.Gateway.Relay;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;
using BloomCoin.Peering.Gossip;
using BloomCoin.Peering.Limits;
using BloomCoin.Peering.Outbound;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace BloomCoin.Gateway;

/// <summary>Adds a gateway to a silo.</summary>
public static class GatewayServices
{
    /// <param name="silo">The silo that will hold the sockets.</param>
    /// <param name="magic">The network that its peers are on.</param>
    public static ISiloBuilder AddBloomCoinGateway(this ISiloBuilder silo, NetworkMagic magic)
    {
        silo.AddGrainService<GatewayService>();
        silo.Services.AddSingleton<GatewayState>();
        silo.Services.AddSingleton<SessionRegistry>();
        silo.Services.AddSingleton<TipView>();
        silo.Services.AddSingleton(services => new TipAnnouncement(
            services.GetRequiredService<SessionRegistry>(),
            services.GetRequiredService<IOptions<GossipOptions>>().Value.Fanout,
            services.GetRequiredService<Random>()));
        silo.Services.AddSingleton<Random, UnpredictableRandom>();
        silo.Services.AddSingleton(services => new BandwidthPacer(
            services.GetRequiredService<IOptions<GatewayOptions>>().Value.BandwidthLimit, services.GetRequiredService<TimeProvider>()));
        silo.Services.AddSingleton(services => new TransactionRelay(
            services.GetRequiredService<IGrainFactory>(),
            services.GetRequiredService<SessionRegistry>(),
            services.GetRequiredService<TipView>(),
            services.GetRequiredService<TimeProvider>(),
            Log(services)));
        silo.Services.AddSingleton(services => new PhaseGossip(
            services.GetRequiredService<IGrainFactory>(),
            services.GetRequiredService<SessionRegistry>(),
            services.GetRequiredService<TipView>(),
            PhaseSettings(services),
            services.GetRequiredService<TimeProvider>(),
            Log(services)));
        silo.Services.AddMetrics();
        silo.Services.AddSingleton<GatewayMetrics>();
        silo.Services.AddSingleton<QueueMetrics>();
        silo.Services.AddSingleton<GossipMetrics>();
        silo.Services.AddSingleton<BanView>();
        silo.Services.AddSingleton(services => RateLimitsAttribute.RatesOf(services.GetRequiredService<IOptions<GatewayOptions>>().Value.RateLimits));
        silo.Services.AddSingleton(services => new AddressBudgets(
            services.GetRequiredService<IGrainFactory>(),
            services.GetRequiredService<ILocalSiloDetails>().SiloAddress,
            services.GetRequiredService<MessageRates>(),
            services.GetRequiredService<IOptions<GatewayOptions>>().Value.Diversity.ExemptLoopback,
            services.GetRequiredService<TimeProvider>(),
            Log(services)));
        silo.Services.AddSingleton(services => new AddressRelay(
            services.GetRequiredService<IGrainFactory>(),
            services.GetRequiredService<SessionRegistry>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<Random>(),
            Log(services)));
        silo.Services.AddSingleton(services => new GatewayContext(
            magic,
            services.GetRequiredService<IGrainFactory>(),
            services.GetRequiredService<SessionRegistry>(),
            services.GetRequiredService<TipView>(),
            services.GetRequiredService<TimeProvider>(),
            Log(services))
        {
            Transactions = services.GetRequiredService<TransactionRelay>(),
            Phases = services.GetRequiredService<PhaseGossip>(),
            Rates = services.GetRequiredService<MessageRates>(),
            Budgets = services.GetRequiredService<AddressBudgets>(),
            Bans = services.GetRequiredService<BanView>(),
            Metrics = services.GetRequiredService<GatewayMetrics>(),
            Addresses = services.GetRequiredService<AddressRelay>(),
            Random = services.GetRequiredService<Random>(),
            Nonce = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
            Bandwidth = services.GetRequiredService<BandwidthPacer>(),
            ExternalAddress = ExternalAddress(services.GetRequiredService<IOptions<GatewayOptions>>().Value),
        });
        silo.Services.AddSingleton(services => new Admission(
            services.GetRequiredService<IOptions<GatewayOptions>>().Value,
            services.GetRequiredService<BanView>(),
            services.GetRequiredService<GatewayMetrics>(),
            services.GetRequiredService<Random>(),
            Log(services)));
        silo.Services.AddSingleton<DirectoryHeartbeat>();
        silo.Services.TryAddSingleton<OutboundSettings>();
        silo.Services.AddSingleton<SessionHost>();
        silo.Services.AddSingleton<ConnectedPeers>();
        silo.Services.AddSingleton<ManualConnections>();
        silo.Services.AddSingleton(OutboundPeers);
        silo.Services.AddSingleton<GatewayHost>();
        silo.Services.AddHostedService(services => services.GetRequiredService<GatewayHost>());
        return silo.AddStartupTask(ShowFromTheStart);
    }

    /// <summary>Whoever watches a counter tells nothing happened from nobody counts.</summary>
    private static Task ShowFromTheStart(IServiceProvider services, CancellationToken cancellation)
    {
        services.GetRequiredService<GatewayMetrics>();
        services.GetRequiredService<QueueMetrics>();
        services.GetRequiredService<GossipMetrics>();
        return Task.CompletedTask;
    }

    private static PhaseSettings PhaseSettings(IServiceProvider services)
    {
        var gossip = services.GetRequiredService<IOptions<GossipOptions>>().Value;
        return new PhaseSettings(
            GossipStrategies.Named(gossip.Strategy, gossip.Fanout, services.GetRequiredService<Random>()),
            gossip.Interval,
            services.GetRequiredService<IOptions<GatewayOptions>>().Value.Diversity.ExemptLoopback);
    }

    private static OutboundPeers OutboundPeers(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<GatewayOptions>>().Value;
        var settings = services.GetRequiredService<OutboundSettings>() with
        {
            Configured = [.. options.Connect.Select(target => IPEndPoint.TryParse(target, out var endpoint) ? endpoint : null).OfType<IPEndPoint>()],
            ExemptLoopback = options.Diversity.ExemptLoopback,
        };
        var context = services.GetRequiredService<GatewayContext>();
        var pace = settings.Pace ?? OutboundPace.For(services.GetRequiredService<ChainParameters>().BlockTime);
        return new OutboundPeers(
            context,
            services.GetRequiredService<SessionHost>(),
            services.GetRequiredService<Admission>(),
            new Seeds([.. options.Seeds.Select(SeedAttribute.Parse)], context, Dns.GetHostAddressesAsync),
            new OutboundPolicy(options.MaxPeers, pace, context.Time, context.Random),
            new DialBackoffs(context.Time, context.Random),
            settings);
    }

    private static ILogger Log(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger("BloomCoin.Gateway");

    private static NetworkAddress ExternalAddress(GatewayOptions options) =>
        options.ExternalAddress is { } external && EndpointAttribute.TryParse(external, out var endpoint) ? NetworkAddress.From(endpoint) : default;
}
