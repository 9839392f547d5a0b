using System.Net;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Peering;
using BloomCoin.Peering.Addresses;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Grains.Addresses;

internal sealed partial class AddressBookGrain
{
    public Task<byte[]> Sample()
    {
        var sample = _table.Sample();
        var blob = new byte[sample.Count * AddressEntry.Size];
        for (var index = 0; index < sample.Count; index++)
        {
            var one = sample[index];
            AddressEntry.Write(new AddressEntry((uint)one.LastSeen, one.Services, one.Address), blob.AsSpan(index * AddressEntry.Size));
        }

        return Task.FromResult(blob);
    }

    public Task<IPEndPoint[]> Select(AddressQuery query)
    {
        if (query.Count is < 1 or > AddressQuery.MaxCount)
            throw new ArgumentException($"{query.Count} addresses are not between 1 and {AddressQuery.MaxCount}", nameof(query));
        return Task.FromResult(Reserve(query.IsToKeep && SelectOfNewNetworks(query) is { Count: > 0 } apart ? apart : _table.Select(query.Count, WeightFor(query))));
    }

    /// <summary>The cluster is one node: whoever owns a network is to have one of all its outbound connections, as long as there are other networks.</summary>
    private IReadOnlyList<NetworkAddress> SelectOfNewNetworks(AddressQuery query) =>
        _table.Select(query.Count, WeightFor(query with { ExcludedGroups = [.. query.ExcludedGroups, .. _reserved.Groups()] }));

    public Task<IPEndPoint?> SelectForTest(AddressQuery query) =>
        Task.FromResult(_table.SelectForTest(WeightFor(query)) is { } one ? Reserve([one])[0] : null);

    public Task<IPEndPoint[]> SelectAnchors(int count)
    {
        if (count is < 1 or > AddressQuery.MaxCount)
            throw new ArgumentException($"{count} addresses are not between 1 and {AddressQuery.MaxCount}", nameof(count));
        return Task.FromResult(Reserve(_table.Anchors(count, address => !_reserved.Contains(address) && _scores.ScoreOf(address.ToEndPoint().Address) > 0)));
    }

    public Task<AddressStatistics> GetStatistics() => Task.FromResult(Statistics());

    public Task<AddressPage> List(int offset, int count)
    {
        if (offset < 0 || count is < 1 or > IAddressBookGrain.MaxPage)
            throw new ArgumentException($"{count} addresses from {offset} on are no page of at most {IAddressBookGrain.MaxPage}", nameof(count));
        var page = _table.All.OrderByDescending(one => one.LastSuccess).ThenByDescending(one => one.LastSeen).Skip(offset).Take(count);
        return Task.FromResult(new AddressPage(Statistics(), [.. page.Select(ViewOf)]));
    }

    private AddressStatistics Statistics()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return new AddressStatistics(_table.NewCount, _table.TriedCount, _table.All.Count(one => one.IsTerrible(now)));
    }

    private Func<NetworkAddress, double> WeightFor(AddressQuery query)
    {
        var groups = query.ExcludedGroups.ToHashSet();
        var addresses = query.Excluded.Select(NetworkAddress.From).ToHashSet();
        return address => groups.Contains(NetworkGroup.Of(address)) || addresses.Contains(address) || _reserved.Contains(address)
            ? 0
            : _scores.ScoreOf(address.ToEndPoint().Address);
    }

    private IPEndPoint[] Reserve(IReadOnlyList<NetworkAddress> addresses)
    {
        foreach (var address in addresses) _reserved.Reserve(address, AddressReservations.ForDialling);
        return [.. addresses.Select(address => address.ToEndPoint())];
    }

    private static AddressView ViewOf(KnownAddress one) => new(
        one.Address.ToEndPoint(),
        new NetworkAddress(one.Source, 0).ToEndPoint().Address,
        (ulong)one.Services,
        one.IsTried,
        DateTimeOffset.FromUnixTimeSeconds(one.LastSeen),
        TimeOf(one.LastTry),
        TimeOf(one.LastSuccess),
        one.Failures);

    private static DateTimeOffset? TimeOf(long seconds) => seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);
}
