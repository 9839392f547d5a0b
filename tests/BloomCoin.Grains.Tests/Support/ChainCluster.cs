using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Grains.Placement;
using BloomCoin.Storage;
using BloomCoin.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.TestingHost;

namespace BloomCoin.Grains.Tests.Support;

/// <summary>One silo, or several, with the real grains on a real SQLite store in a folder of its own; its peers are scripts.</summary>
internal sealed class ChainCluster : IAsyncDisposable
{
    private readonly string _folder;
    private readonly InProcessTestCluster _silos;
    private readonly ChainStorage _storage;

    private ChainCluster(string folder, InProcessTestCluster silos, ChainStorage storage, ScriptedPeers peers, ShiftedTime time) =>
        (_folder, _silos, _storage, Peers, Time, Silo) = (folder, silos, storage, peers, time, silos.Silos[0].SiloAddress);

    public ScriptedPeers Peers { get; }

    public ShiftedTime Time { get; }

    public IChainStore Store => _storage.Chain;

    public ICoinStore Coins => _storage.Coins;

    public IGrainFactory Grains => _silos.Client;

    public IChainGrain Chain => Grains.GetGrain<IChainGrain>(0);

    public IChainSegmentGrain Segment(int key) => Grains.GetGrain<IChainSegmentGrain>(key);

    public ISyncGrain Sync => Grains.GetGrain<ISyncGrain>(0);

    /// <summary>The silo that holds the peers' sockets.</summary>
    public SiloAddress Silo { get; private set; }

    /// <param name="wrap">What stands between the grains and the store.</param>
    /// <param name="onCall">Runs before each call of a grain; what it throws is the call's end.</param>
    /// <param name="count">Silos, which share the store.</param>
    /// <param name="roles">Theirs, and those of silos that are added; all where there are none.</param>
    public static async Task<ChainCluster> Start(
        Func<IChainStore, IChainStore>? wrap = null, Action<IIncomingGrainCallContext>? onCall = null, short count = 1, params SiloRoles[] roles)
    {
        var made = 0;
        var folder = StoreFolder.Create("bloom-grains-").FullName;
        var storage = await ChainStorage.OpenSqlite(folder);
        var peers = new ScriptedPeers();
        var time = new ShiftedTime();
        var builder = new InProcessTestClusterBuilder(count);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddGrainService<ScriptedGateway>();
            silo.AddMemoryGrainStorage(GrainStorage.Name);
            silo.Services.Configure<ClusterMembershipOptions>(options =>
            {
                // A killed silo is missed within seconds.
                options.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                options.NumMissedProbesLimit = 2;
                options.NumVotesForDeathDeclaration = 1;
            });
            silo.Services.AddSingleton(peers);
            silo.Services.AddSingleton(wrap is null ? storage.Chain : wrap(storage.Chain));
            silo.Services.AddSingleton(storage.Coins);
            silo.Services.AddSingleton(storage.Mempool);
            silo.Services.AddSingleton(storage.Reputation);
            silo.Services.AddSingleton(storage.Addresses);
            silo.Services.AddSingleton(TestBranch.Parameters);
            silo.Services.AddSingleton<TimeProvider>(time);
            var number = Interlocked.Increment(ref made) - 1;
            silo.AddBloomCoinGrains(number < roles.Length ? roles[number] : SiloRoles.All);
            if (onCall is null) return;
            silo.AddIncomingGrainCallFilter(context =>
            {
                onCall(context);
                return context.Invoke();
            });
        });
        var silos = builder.Build();
        await silos.DeployAsync();
        return new ChainCluster(folder, silos, storage, peers, time);
    }

    /// <summary>Finds the silo of the sync, and puts the sockets of peers that connect from now on to another one.</summary>
    public async Task<SiloAddress> PartSyncFromSockets()
    {
        await Sync.GetStatus();
        var holder = await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(Sync);
        Silo = _silos.Silos.First(silo => !silo.SiloAddress.Equals(holder)).SiloAddress;
        return holder ?? throw new InvalidOperationException("the sync is on no silo");
    }

    /// <summary>The silos that are alive and have a role.</summary>
    public IReadOnlyList<InProcessSiloHandle> SilosOf(SiloRoles role) =>
        [.. _silos.Silos.Where(silo => silo.ServiceProvider.GetRequiredService<ISiloMetadataCache>().HasRole(silo.SiloAddress, role))];

    /// <summary>The silos that are alive.</summary>
    public IEnumerable<InProcessSiloHandle> Silos => _silos.Silos.Where(silo => silo.IsActive);

    /// <summary>One more silo.</summary>
    public Task Add() => _silos.StartAdditionalSiloAsync();

    /// <summary>The silo ends without a word.</summary>
    public Task Kill(SiloAddress silo) => _silos.KillSiloAsync(_silos.Silos.First(handle => handle.SiloAddress.Equals(silo)));

    /// <summary>A peer connects, claims its branch's height, and the sync hears of it.</summary>
    public async Task Connect(ScriptedPeer peer, uint claims)
    {
        Peers.Add(peer);
        await Grains.GetGrain<IPeerGrain>(peer.Key).Connected(new PeerConnected(peer.Connection, Silo, Outbound: true, 1, 1, "/test/", claims));
        await Announce((peer, claims));
    }

    /// <summary>Where a peer's socket is.</summary>
    public PeerSocket SocketOf(ScriptedPeer peer) => new(Silo, peer.Connection);

    /// <summary>A gateway's heartbeat.</summary>
    public Task Announce(params (ScriptedPeer Peer, uint Claims)[] peers) => Sync.Announce(
        new GatewayPeers(Silo, [.. peers.Select(entry => new SyncPeer(entry.Peer.Key, entry.Peer.Connection, entry.Claims, null))]));

    /// <summary>Completes when the tip is the one expected.</summary>
    public Task AwaitTip(Hash256 expected) =>
        Await(async () => (await Chain.GetTip()).Hash == expected, async () => $"the tip is {await Chain.GetTip()}, not {expected}");

    /// <summary>Completes when the gateway was told of a block as the newest.</summary>
    public Task AwaitNews(Hash256 tip) => Await(
        () => Task.FromResult(Peers.Tips.Any(news => BlockHeader.HashOf(news.Headers[news.Headers.Count - 1]) == tip)),
        () => Task.FromResult($"{tip} was not announced"));

    /// <summary>Completes when the sync has nothing more to do.</summary>
    public Task AwaitIdle() => Await(async () => !(await Sync.GetStatus()).IsRunning, async () => $"the sync still runs: {await Sync.GetStatus()}");

    /// <summary>Asks every 10 ms whether a condition holds, for a while.</summary>
    public static async Task Await(Func<Task<bool>> condition, Func<Task<string>> failure, double withinSeconds = 20)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(withinSeconds));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            if (deadline.IsCancellationRequested) Assert.Fail(await failure());
            await poll.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _silos.DisposeAsync();
        await _storage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
