using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Grains.Mempool;
using BloomCoin.Grains.Mining;
using BloomCoin.Grains.Tests.Support;
using BloomCoin.Phases.Kuramoto;
using BloomCoin.Storage;
using BloomCoin.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>
/// One silo with the real grains on a real SQLite store, and an owner with coins to spend. It may be started again on the same store.
/// </summary>
internal sealed class MempoolCluster : IAsyncDisposable
{
    private readonly string _folder = StoreFolder.Create("bloom-mempool-").FullName;
    private readonly MempoolLimits _limits;
    private InProcessTestCluster _silos = null!;
    private ChainStorage _storage = null!;

    private MempoolCluster(MempoolLimits limits)
    {
        _limits = limits;
        Branch = PayingBranch.FromGenesis(Miner).Extend(20);
    }

    public Owner Miner { get; } = new("miner");

    /// <summary>The best chain at the start: 20 blocks, of which the coinbases up to height 14 can be spent.</summary>
    public PayingBranch Branch { get; }

    public ScriptedPeers Peers { get; private set; } = null!;

    public ShiftedTime Time { get; } = new();

    /// <summary>Miners here run fast: a devnet block takes some 150 ms.</summary>
    public MinerSettings Mining { get; } = new(KuramotoProfile.Devnet, RoundsPerSecond: 1000, GossipInterval: TimeSpan.FromMilliseconds(20));

    public FailingMempool Failing { get; } = new();

    public IMempoolStore Kept => _storage.Mempool;

    public IChainGrain Chain => _silos.Client.GetGrain<IChainGrain>(0);

    public IGrainFactory Grains => _silos.Client;

    public IMempoolGrain Mempool => _silos.Client.GetGrain<IMempoolGrain>(0);

    public static async Task<MempoolCluster> Start(MempoolLimits? limits = null)
    {
        var cluster = new MempoolCluster(limits ?? new MempoolLimits());
        await cluster.StartSilo();
        await cluster.Append(cluster.Branch, 1);
        return cluster;
    }

    /// <summary>The silo ends and another begins on the same store.</summary>
    public async Task Restart()
    {
        await _silos.DisposeAsync();
        await _storage.DisposeAsync();
        await StartSilo();
    }

    public async Task Append(PayingBranch branch, int from)
    {
        var report = await Chain.Append(branch.Batch(from));
        Assert.Null(report.Refusal);
    }

    /// <summary>A spendable coinbase's whole amount, less a fee, in a signed transaction.</summary>
    public Transaction Pay(int coinbase, ulong fee = 1000, int outputs = 1) => Miner.Pay(Branch.Coinbase(coinbase), fee, outputs: outputs);

    /// <summary>Submits as a client does, and says what became of each.</summary>
    public Task<SubmitVerdict[]> Submit(params Transaction[] transactions) => Submit(null, transactions);

    /// <summary>Submits as a gateway does.</summary>
    public async Task<SubmitVerdict[]> Submit(Guid? source, params Transaction[] transactions) =>
        (await Mempool.Submit(TransactionBatch.Of(transactions.Select(one => one.Bytes)), source)).Verdicts;

    public async Task<Hash256[]> Held() => IdsOf(await Mempool.GetInventory(5000));

    /// <summary>What would be there after a kill.</summary>
    public async Task<Hash256[]> KeptIds() => [.. (await Kept.ReadTransactions(0, 5000)).Select(one => one.Id)];

    /// <summary>Completes when the mempool holds these and keeps these, and no other.</summary>
    public Task AwaitHeld(params Hash256[] ids) => Until(
        async () => ids.ToHashSet().SetEquals(await Held()) && ids.ToHashSet().SetEquals(await KeptIds()),
        async () => $"held are {string.Join(", ", await Held())}, not {string.Join(", ", ids)}");

    /// <summary>The next announcement that tells of a transaction.</summary>
    public async Task<TransactionNews> AwaitNews(Hash256 id, Func<TransactionNews, bool>? which = null)
    {
        TransactionNews? news = null;
        await Until(
            () =>
            {
                news = Peers.Transactions.FirstOrDefault(one => IdsOf(one.Txids).Contains(id) && which?.Invoke(one) != false);
                return Task.FromResult(news is not null);
            },
            () => Task.FromResult($"{id} was not announced"));
        return news!;
    }

    public static Hash256[] IdsOf(byte[] txids) => [.. txids.Chunk(Hash256.Length).Select(id => new Hash256(id))];

    public static async Task Until(Func<Task<bool>> condition, Func<Task<string>> failure)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
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

    private async Task StartSilo()
    {
        _storage = await ChainStorage.OpenSqlite(_folder);
        Peers = new ScriptedPeers();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddGrainService<ScriptedGateway>();
            silo.AddMemoryGrainStorage(GrainStorage.Name);
            silo.Services.AddSingleton(Peers);
            silo.Services.AddSingleton(_storage.Chain);
            silo.Services.AddSingleton(_storage.Coins);
            silo.Services.AddSingleton(Failing.Around(_storage.Mempool));
            silo.Services.AddSingleton(_storage.Reputation);
            silo.Services.AddSingleton(_storage.Addresses);
            silo.Services.AddSingleton(TestBranch.Parameters);
            silo.Services.AddSingleton<TimeProvider>(Time);
            silo.Services.AddSingleton<Random>(new Random(1));
            silo.Services.AddSingleton(_limits);
            silo.Services.AddSingleton(Mining);
            silo.AddBloomCoinGrains();
        });
        _silos = builder.Build();
        await _silos.DeployAsync();
    }
}
