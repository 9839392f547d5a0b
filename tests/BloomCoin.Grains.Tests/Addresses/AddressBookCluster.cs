using System.Net;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Grains.Addresses;
using BloomCoin.Grains.Tests.Support;
using BloomCoin.Protocol.Messages;
using BloomCoin.Storage;
using BloomCoin.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace BloomCoin.Grains.Tests.Addresses;

/// <summary>One silo with the real address book on a real SQLite store. It may be killed, and another started on the same store.</summary>
internal sealed class AddressBookCluster : IAsyncDisposable
{
    private readonly string _folder = StoreFolder.Create("bloom-addresses-").FullName;
    private readonly bool _allowPrivate;
    private InProcessTestCluster _silos = null!;
    private ChainStorage _storage = null!;

    private AddressBookCluster(bool allowPrivate) => _allowPrivate = allowPrivate;

    public ShiftedTime Time { get; } = new();

    public FailingAddresses Store { get; } = new();

    public IAddressBookGrain Book => _silos.Client.GetGrain<IAddressBookGrain>(IAddressBookGrain.Key);

    public static async Task<AddressBookCluster> Start(bool allowPrivate = false)
    {
        var cluster = new AddressBookCluster(allowPrivate);
        await cluster.StartSilo();
        return cluster;
    }

    /// <summary>The silo ends without a word, and another begins on the same store.</summary>
    public async Task Kill()
    {
        await _silos.KillSiloAsync(_silos.Silos[0]);
        await End();
        await StartSilo();
    }

    /// <summary>The silo stops in order, and another begins on the same store.</summary>
    public async Task Restart()
    {
        await _silos.StopAllSilosAsync();
        await End();
        await StartSilo();
    }

    public async Task<IReadOnlyList<StoredAddress>> Kept() => await _storage.Addresses.ReadAddresses(after: null, 100_000);

    public Task<int> Add(string source, params IEnumerable<string> addresses) => Book.Add(Batch(source, addresses));

    public AddressBatch Batch(string source, params IEnumerable<string> addresses)
    {
        var seen = (uint)Time.GetUtcNow().ToUnixTimeSeconds();
        AddressEntry[] entries = [.. addresses.Select(address => new AddressEntry(seen, NodeServices.Blocks, NetworkAddress.From(IPEndPoint.Parse(address))))];
        var blob = new byte[entries.Length * AddressEntry.Size];
        ItemList.Encode<AddressEntry, AddressEntry>(entries, blob);
        return new AddressBatch(IPAddress.Parse(source), blob);
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task End()
    {
        await _silos.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private async Task StartSilo()
    {
        _storage = await ChainStorage.OpenSqlite(_folder);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddGrainService<ScriptedGateway>();
            silo.AddMemoryGrainStorage(GrainStorage.Name);
            silo.Services.AddSingleton(new ScriptedPeers());
            silo.Services.AddSingleton(_storage.Chain);
            silo.Services.AddSingleton(_storage.Coins);
            silo.Services.AddSingleton(_storage.Mempool);
            silo.Services.AddSingleton(Store.Around(_storage.Addresses));
            silo.Services.AddSingleton(_storage.Reputation);
            silo.Services.AddSingleton(TestBranch.Parameters);
            silo.Services.AddSingleton(new AddressBookSettings(_allowPrivate));
            silo.Services.AddSingleton<TimeProvider>(Time);
            silo.Services.AddSingleton<Random>(new Random(1));
            silo.AddBloomCoinGrains();
        });
        _silos = builder.Build();
        await _silos.DeployAsync();
    }
}
