using System.Net;
using BloomCoin.Chain;
using BloomCoin.Client.Tls;
using BloomCoin.Gateway;
using BloomCoin.Grains;
using BloomCoin.Grains.Placement;
using BloomCoin.Node.Options;
using BloomCoin.Protocol.Frames;
using BloomCoin.Storage;
using Orleans.Configuration;
using Orleans.Storage;
using ClusterOptions = BloomCoin.Node.Options.ClusterOptions;

namespace BloomCoin.Node.Hosting;

/// <summary>Makes the process an Orleans silo: end points, membership, grain state and reminders on the node's own database, and what its roles ask for.</summary>
internal static class SiloSetup
{
    /// <summary>Grains whose silo is remembered, 300 B each. Strangers' grains pass through here, and Orleans' own bound is a million.</summary>
    private const int RememberedPlaces = 100_000;

    /// <summary>Who connects and then says nothing is let go after this; Orleans gives an outbound connection five seconds in all.</summary>
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);

    public static void Configure(ISiloBuilder silo, SiloRoles roles, ClusterOptions cluster, TlsIdentity? tls, ChainParameters parameters, ChainStorage storage)
    {
        silo.Configure<Orleans.Configuration.ClusterOptions>(options =>
        {
            options.ClusterId = cluster.Id;
            options.ServiceId = cluster.ServiceId;
        });
        if (cluster.SiloName is { } name) silo.Configure<SiloOptions>(options => options.SiloName = name);
        var advertised = cluster.AdvertisedAddress is { } address ? IPAddress.Parse(address) : IPAddress.Loopback;
        silo.ConfigureEndpoints(advertised, cluster.SiloPort, cluster.ClientPort, listenOnAnyHostAddress: cluster.AdvertisedAddress is not null);
        if (tls is not null) silo.UseTls(options => TlsPolicy.Apply(options, tls, Handshake));
        silo.Configure<ClusterMembershipOptions>(DetectFailuresWithinSeconds);
        silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = RememberedPlaces);

        silo.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (storage.OrleansInvariant, storage.Orleans));
        silo.UseAdoNetReminderService(options => (options.Invariant, options.DataSource) = (storage.OrleansInvariant, storage.Orleans));
        silo.AddAdoNetGrainStorage(GrainStorage.Name, options => (options.Invariant, options.DataSource) = (storage.OrleansInvariant, storage.Orleans));
        StoreStateCompactly(silo.Services);

        silo.AddBloomCoinStore(storage);
        silo.Services.AddSingleton(parameters);
        silo.AddBloomCoinGrains(roles);
        if (roles.HasFlag(SiloRoles.Gateway)) silo.AddBloomCoinGateway(parameters == ChainParameters.Mainnet ? NetworkMagic.Mainnet : NetworkMagic.Devnet);
    }

    /// <summary>A killed silo is out after a second or two; with Orleans' defaults it takes eleven.</summary>
    private static void DetectFailuresWithinSeconds(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 2;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(2);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
    }

    /// <summary>Orleans' own binary form: a few bytes where JSON would write type names that break when a class is renamed.</summary>
    private static void StoreStateCompactly(IServiceCollection services)
    {
        services.AddSingleton<OrleansGrainStorageSerializer>();
        services.AddOptions<AdoNetGrainStorageOptions>(GrainStorage.Name)
            .Configure<OrleansGrainStorageSerializer>((options, serializer) => options.GrainStorageSerializer = serializer);
    }
}
