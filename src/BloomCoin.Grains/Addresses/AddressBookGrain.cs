using System.Net;
using System.Security.Cryptography;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Grains.Placement;
using BloomCoin.Peering;
using BloomCoin.Peering.Addresses;
using BloomCoin.Peering.Reputation;
using BloomCoin.Protocol.Messages;
using BloomCoin.Storage;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Addresses;

/// <inheritdoc cref="IAddressBookGrain"/>
[OnCompute, KeepAlive]
internal sealed partial class AddressBookGrain(
    IAddressStore store, IReputationStore reputations, AddressBookSettings settings, AddressBookMetrics metrics, TimeProvider time, Random random,
    ILogger<AddressBookGrain> log) : Grain, IAddressBookGrain
{
    /// <summary>How long a change may wait before it is durable.</summary>
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(2);

    /// <summary>Rows of one read and of one write.</summary>
    private const int Page = 1000;

    private readonly AddressReservations _reserved = new(time);
    private readonly AddressScores _scores = new(time);
    private AddressTable _table = null!;
    private IDisposable? _shown;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => StoreFailures.Translated(() => Load(cancellationToken));

    private async Task Load(CancellationToken cancellationToken)
    {
        var secret = await store.GetSecret(RandomNumberGenerator.GetBytes(AddressPlacement.SecretLength), cancellationToken);
        _table = new AddressTable(secret, settings.AllowPrivate, time, random);
        IReadOnlyList<StoredAddress> page = [];
        do
        {
            page = await store.ReadAddresses(page.Count == 0 ? null : page[^1], Page, cancellationToken);
            _table.Load(page.Select(AddressRows.AddressOf));
        }
        while (page.Count == Page);

        foreach (var kept in (await reputations.ReadScores(AddressScores.Limit, cancellationToken)).Reverse())
            _scores.Take(kept.Address, new ReputationScore(kept.Score, kept.At));
        log.AddressesLoaded(_table.TriedCount, _table.NewCount);
        this.RegisterGrainTimer(Keep, new GrainTimerCreationOptions(KeepEvery, KeepEvery) { KeepAlive = true });
        _shown = metrics.Show(_table);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _shown?.Dispose();
        return Keep(cancellationToken);
    }

    public Task<int> Add(AddressBatch addresses)
    {
        var source = NetworkAddress.From(new IPEndPoint(addresses.Source, 0)).Address;
        var added = 0;
        foreach (var entry in new ItemList<AddressEntry, AddressEntry>(addresses.Blob)) added += _table.Add(entry, source) ? 1 : 0;
        return Task.FromResult(added);
    }

    public Task Trying(IPEndPoint address)
    {
        _table.Trying(NetworkAddress.From(address));
        return Task.CompletedTask;
    }

    public Task Good(IPEndPoint address, ulong services, bool isHeld)
    {
        var peer = NetworkAddress.From(address);
        _table.Good(peer, (NodeServices)services, isHeld);
        _reserved.Reserve(peer, AddressReservations.ForHolding);
        return isHeld ? Keep(CancellationToken.None) : Task.CompletedTask;
    }

    public Task Failed(IPEndPoint address)
    {
        _table.Failed(NetworkAddress.From(address));
        return Left(address);
    }

    public Task Left(IPEndPoint address)
    {
        _reserved.Release(NetworkAddress.From(address));
        return Task.CompletedTask;
    }

    public Task MarkOwn(IPEndPoint address)
    {
        _table.MarkOwn(NetworkAddress.From(address));
        return Task.CompletedTask;
    }

    public Task Scored(string account, double score)
    {
        _scores.Take(account, new ReputationScore(Math.Clamp(score, 0, ReputationScore.Most), time.GetUtcNow()));
        return Task.CompletedTask;
    }

    /// <summary>Makes durable what changed. What cannot be kept now is tried again: the book in memory is good all the same.</summary>
    private async Task Keep(CancellationToken cancellation)
    {
        while (_table.HasChanges)
        {
            var changes = _table.TakeChanges(Page);
            try
            {
                await store.Change(AddressRows.ChangeOf(changes), cancellation);
            }
            catch (Exception exception)
            {
                _table.ReturnChanges(changes.Select(change => change.Address));
                log.AddressesNotKept(exception, changes.Count);
                return;
            }
        }
    }
}
