using System.Collections.Concurrent;
using System.Net;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>An address book that remembers what it was told and takes all of it.</summary>
internal sealed class ScriptedAddressBook : IAddressBookGrain
{
    /// <summary>The addresses of every call to <see cref="Add"/>.</summary>
    public ConcurrentQueue<NetworkAddress[]> Heard { get; } = new();

    /// <summary>What <see cref="Sample"/> shows.</summary>
    public byte[] Shown { get; set; } = [];

    /// <summary>How many addresses it says it holds.</summary>
    public int Known { get; set; }

    /// <summary>Whom it gives out to be dialled.</summary>
    public Func<AddressQuery, IPEndPoint[]> Choose { get; set; } = _ => [];

    /// <summary>Hears of every dial that failed.</summary>
    public Action<IPEndPoint> OnFailed { get; set; } = _ => { };

    /// <summary>Runs before it says how many it holds.</summary>
    public Func<Task> BeforeStatistics { get; set; } = () => Task.CompletedTask;

    public Task<int> Add(AddressBatch addresses)
    {
        NetworkAddress[] heard = [.. addresses.Blob.Chunk(AddressEntry.Size).Select(entry => AddressEntry.Read(entry).Address)];
        Heard.Enqueue(heard);
        return Task.FromResult(heard.Length);
    }

    public Task<byte[]> Sample() => Task.FromResult(Shown);

    public Task<IPEndPoint[]> Select(AddressQuery query) => Task.FromResult(Choose(query));

    public Task<IPEndPoint?> SelectForTest(AddressQuery query) => Task.FromResult<IPEndPoint?>(null);

    public Task<IPEndPoint[]> SelectAnchors(int count) => Task.FromResult<IPEndPoint[]>([]);

    public Task Trying(IPEndPoint address) => Task.CompletedTask;

    public Task Good(IPEndPoint address, ulong services, bool isHeld) => Task.CompletedTask;

    public Task Failed(IPEndPoint address)
    {
        OnFailed(address);
        return Task.CompletedTask;
    }

    public Task Left(IPEndPoint address) => Task.CompletedTask;

    public Task MarkOwn(IPEndPoint address) => Task.CompletedTask;

    public async Task<AddressStatistics> GetStatistics()
    {
        await BeforeStatistics();
        return new AddressStatistics(Known, 0, 0);
    }

    public Task<AddressPage> List(int offset, int count) => throw new NotSupportedException();

    public Task Scored(string account, double score) => throw new NotSupportedException();
}
