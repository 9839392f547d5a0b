using System.Collections.Concurrent;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;

namespace BloomCoin.Gateway.Bans;

/// <summary>The cluster's bans as this gateway knows them: pushed as they happen, the whole list again when one was missed. No more than the list holds.</summary>
internal sealed class BanView(SessionRegistry sessions, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    /// <summary>The list's version that this is; null before the first.</summary>
    public BanVersion? Version { get; private set; }

    /// <summary>Whether an address is kept out.</summary>
    /// <param name="account">An IPv4 address, or an IPv6 /64.</param>
    public bool IsBanned(string account) => _until.TryGetValue(account, out var until) && until > time.GetUtcNow();

    /// <summary>Takes news in, and closes the connections of who is banned now.</summary>
    public void Take(BanNews news)
    {
        lock (_lock)
        {
            if (news.IsWhole) _until.Clear();

            // What was missed in between is asked for at the next beat; what is said here holds all the same.
            var isNext = Version is { } version && version with { Number = version.Number + 1 } == news.Version;
            foreach (var address in news.Lifted) _until.TryRemove(address, out _);
            foreach (var ban in news.Bans) _until[ban.Address] = ban.Until;
            if (news.IsWhole || isNext) Version = news.Version;
        }

        if (news.Bans.Length == 0) return;
        foreach (var session in sessions.All)
        {
            if (IsBanned(session.Account)) session.Connection.Close(DisconnectReason.Banned, $"{session.Account} is banned");
        }
    }
}
