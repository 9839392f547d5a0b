using BloomCoin.Abstractions.Reputation;

namespace BloomCoin.Grains.Reputation;

/// <summary>Bans by address, and which of them make room for another: at most <see cref="IBanListGrain.Limit"/>, and those by hand beside them.</summary>
internal sealed class StandingBans(TimeProvider time)
{
    private readonly Dictionary<string, AddressBan> _bans = new(StringComparer.Ordinal);

    /// <summary>Those that have not ended.</summary>
    public IEnumerable<AddressBan> All
    {
        get
        {
            var now = time.GetUtcNow();
            return _bans.Values.Where(ban => ban.Until > now);
        }
    }

    /// <summary>Bans that are remembered, ended or not.</summary>
    public int Count => _bans.Count;

    public AddressBan? Find(string address) => _bans.TryGetValue(address, out var ban) && ban.Until > time.GetUtcNow() ? ban : null;

    public void Set(AddressBan ban) => _bans[ban.Address] = ban;

    public void Remove(string address) => _bans.Remove(address);

    /// <summary>The addresses whose bans go when this one comes: those that have ended, and with no room the one that a score brought about and that ends first. What somebody asked for stays: strangers cannot crowd it out.</summary>
    public List<string> RoomFor(AddressBan ban)
    {
        var now = time.GetUtcNow();
        var gone = _bans.Values.Where(other => other.Until <= now && other.Address != ban.Address).Select(other => other.Address).ToList();
        if (_bans.Count - gone.Count < IBanListGrain.Limit || _bans.ContainsKey(ban.Address)) return gone;
        if (_bans.Values.Where(other => !other.IsManual).MinBy(other => other.Until) is { } first) gone.Add(first.Address);
        return gone;
    }
}
