using System.Collections.Concurrent;
using System.Net;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Gateway.Outbound;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Grains;
using BloomCoin.Grains.Addresses;
using BloomCoin.Grains.Mining;
using BloomCoin.Grains.Reputation;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;
using BloomCoin.Storage;
using BloomCoin.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>One silo, or several, with the real gateway on a loopback port each, the real grains, and a real SQLite store in a folder of its own.</summary>
internal sealed class GatewayCluster : IAsyncDisposable
{
    private readonly string _folder;
    private readonly InProcessTestCluster _silos;
    private readonly ChainStorage _storage;

    private GatewayCluster(
        string folder, InProcessTestCluster silos, ChainStorage storage, GatewayEvents events, GrainCalls calls, ShiftedTime time,
        IReadOnlyList<ClusterGateway> gateways) =>
        (_folder, _silos, _storage, Events, Calls, Time, Gateways) = (folder, silos, storage, events, calls, time, gateways);

    public GatewayEvents Events { get; }

    /// <summary>Calls into the grains of all silos.</summary>
    public GrainCalls Calls { get; }

    /// <summary>The clock of all gateways and grains.</summary>
    public ShiftedTime Time { get; }

    /// <summary>All of them, in the order of their options.</summary>
    public IReadOnlyList<ClusterGateway> Gateways { get; }

    /// <summary>Where peers connect to.</summary>
    public IPEndPoint EndPoint => Gateways[0].EndPoint;

    public SessionRegistry Sessions => Gateways[0].Sessions;

    public IGrainFactory Grains => _silos.Client;

    /// <summary>The gateway as grains reach it.</summary>
    public IGatewayService Gateway => Gateways[0].Service;

    /// <summary>What would be there after a kill.</summary>
    public IAddressStore KeptAddresses => _storage.Addresses;

    /// <inheritdoc cref="KeptAddresses"/>
    public IChainStore Store => _storage.Chain;

    /// <inheritdoc cref="KeptAddresses"/>
    public ICoinStore Coins => _storage.Coins;

    public IAddressBookGrain Book => Grains.GetGrain<IAddressBookGrain>(IAddressBookGrain.Key);

    public IChainGrain Chain => _silos.Client.GetGrain<IChainGrain>(0);

    /// <param name="height">The height up to which the store holds the reference chain.</param>
    /// <param name="maxConnections">See <see cref="GatewayOptions.MaxConnections"/>.</param>
    /// <param name="connect">See <see cref="GatewayOptions.Connect"/>.</param>
    /// <param name="listen">See <see cref="GatewayOptions.Listen"/>.</param>
    /// <param name="fanout">See <see cref="GossipOptions.Fanout"/>.</param>
    public static async Task<GatewayCluster> Start(
        int height = 0, int maxConnections = 125, IReadOnlyList<string>? connect = null, string listen = "127.0.0.1:0", int fanout = 3)
    {
        var options = new GatewayOptions { Listen = listen, MaxConnections = maxConnections, Connect = connect ?? [], BandwidthLimit = 0 };
        var cluster = await Start(ChainParameters.Mainnet, options, new GossipOptions { Fanout = fanout });
        if (height > 0) await cluster.AppendHistory(height);
        return cluster;
    }

    /// <summary>A node that answers as many PINGs as it gets: where the connection is the subject, and not the limit.</summary>
    public static Task<GatewayCluster> StartUnlimited() => Start(
        ChainParameters.Mainnet,
        new GatewayOptions { Listen = "127.0.0.1:0", RateLimits = new Dictionary<string, int> { ["PING"] = 0 } },
        new GossipOptions());

    /// <summary>A node of any network.</summary>
    /// <param name="network">Its network.</param>
    /// <param name="options">Its sockets.</param>
    /// <param name="gossip">Its gossip.</param>
    /// <param name="mining">How its miners mine, once a test tells them to.</param>
    /// <param name="outbound">The pace at which it looks for peers.</param>
    public static Task<GatewayCluster> Start(
        ChainParameters network, GatewayOptions options, GossipOptions gossip, MinerSettings? mining = null, OutboundSettings? outbound = null) =>
        StartIn(NewFolder(), network, [options], gossip, mining, outbound);

    /// <summary>A node of several gateways, a silo each, on one store.</summary>
    public static Task<GatewayCluster> Start(params GatewayOptions[] gateways) =>
        StartIn(NewFolder(), ChainParameters.Mainnet, gateways, new GossipOptions(), mining: null, outbound: null);

    /// <summary>This node's silo ends without a word, and another begins on what it stored.</summary>
    public async Task<GatewayCluster> Kill(GatewayOptions options, OutboundSettings? outbound = null)
    {
        await _silos.KillSiloAsync(_silos.Silos[0]);
        await _silos.DisposeAsync();
        await _storage.DisposeAsync();
        return await StartIn(_folder, ChainParameters.Mainnet, [options], new GossipOptions(), mining: null, outbound);
    }

    /// <summary>The gateway whose silo holds a grain that is active, in the order of <see cref="Gateways"/>.</summary>
    public async Task<int> HolderOf(IAddressable grain)
    {
        var silo = await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
        return Gateways.ToList().FindIndex(gateway => gateway.Silo.Equals(silo));
    }

    /// <summary>One gateway ends with its silo, without a word.</summary>
    public Task Kill(ClusterGateway gateway) => _silos.KillSiloAsync(_silos.Silos.Single(silo => silo.SiloAddress.Equals(gateway.Silo)));

    /// <summary>One gateway is asked to end, as by SIGTERM. Completes when it has.</summary>
    public Task Stop(ClusterGateway gateway) => _silos.StopSiloAsync(_silos.Silos.Single(silo => silo.SiloAddress.Equals(gateway.Silo)));

    private static string NewFolder() => StoreFolder.Create("bloom-gateway-").FullName;

    private static async Task<GatewayCluster> StartIn(
        string folder, ChainParameters network, GatewayOptions[] gateways, GossipOptions gossip, MinerSettings? mining, OutboundSettings? outbound)
    {
        var storage = await ChainStorage.OpenSqlite(folder);
        var events = new GatewayEvents();
        var calls = new GrainCalls();
        var time = new ShiftedTime();
        var builder = new InProcessTestClusterBuilder((short)gateways.Length);
        var waiting = new ConcurrentQueue<GatewayOptions>(gateways);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage(GrainStorage.Name);
            silo.Services.AddLogging(logging => logging.AddProvider(events).AddFilter("BloomCoin.Gateway", LogLevel.Debug));
            silo.AddActivityPropagation();
            silo.AddIncomingGrainCallFilter(calls);
            silo.AddBloomCoinStore(storage);
            silo.Services.AddSingleton(network);
            silo.Services.AddSingleton<TimeProvider>(time);
            silo.Services.AddSingleton(Options.Create(waiting.TryDequeue(out var options) ? options : throw new InvalidOperationException("a silo too many")));
            silo.Services.AddSingleton(Options.Create(gossip));
            silo.Services.AddSingleton(new ReputationSettings(options.Diversity.ExemptLoopback));
            if (options.AllowPrivateAddresses is { } allowPrivate) silo.Services.AddSingleton(new AddressBookSettings(allowPrivate));
            if (outbound is not null) silo.Services.AddSingleton(outbound);
            if (mining is not null) silo.Services.AddSingleton(mining);
            silo.AddBloomCoinGrains();
            silo.AddBloomCoinGateway(network == ChainParameters.Mainnet ? NetworkMagic.Mainnet : NetworkMagic.Devnet);
        });
        var silos = builder.Build();
        await silos.DeployAsync();
        var started = silos.Silos.Select(silo => new ClusterGateway(silo.ServiceProvider, silo.SiloAddress));
        return new GatewayCluster(folder, silos, storage, events, calls, time, [.. started.OrderBy(gateway => Array.IndexOf(gateways, gateway.Options))]);
    }

    /// <summary>Takes blocks of the reference chain in.</summary>
    public async Task Append(int start, int count)
    {
        var report = await Chain.Append(ReferenceChain.Batch(start, count));
        Assert.Null(report.Refusal);
        Assert.Equal(start + count - 1, report.Tip.Height);
    }

    /// <summary>The same before a test begins: its peers are to hear of later blocks only, so the news of these has gone out when this completes.</summary>
    public async Task AppendHistory(int height)
    {
        using (var witness = await ScriptedPeer.Establish(EndPoint))
        {
            await witness.ExpectAnswerToPing();
            await Append(1, height);
            await witness.Expect(MessageType.Headers);
        }

        await Until(() => Task.FromResult(!Sessions.All.Any()), "the witness did not leave");
    }

    /// <summary>The grain of a peer, once it knows of the peer's connection.</summary>
    public async Task<IPeerGrain> GrainOf(ScriptedPeer peer)
    {
        var grain = _silos.Client.GetGrain<IPeerGrain>(peer.Key);
        await Until(async () => (await grain.GetState()).Connection is not null, $"{peer.Key} is not reported");
        return grain;
    }

    /// <summary>A peer that is established, at its grain too.</summary>
    public async Task<(ScriptedPeer Peer, ConnectedPeer Grain)> Establish()
    {
        var peer = await ScriptedPeer.Establish(EndPoint);
        var grain = await GrainOf(peer);
        var connection = (await grain.GetState()).Connection!;
        return (peer, new ConnectedPeer(grain, new PeerSocket(connection.Gateway, connection.Connection)));
    }

    /// <summary>Asks every 10 ms whether a condition holds, for at most 20 s.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="failure">What it means when it does not come.</param>
    /// <param name="seconds">How long it may take at most.</param>
    public static async Task Until(Func<Task<bool>> condition, string failure, int seconds = 20)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            Assert.False(deadline.IsCancellationRequested, failure);
            await poll.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _silos.DisposeAsync();
        await _storage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        Assert.Empty(Events.Faults);
    }
}
