namespace BloomCoin.Storage;

/// <summary>What addresses have earned, and which of them are kept out. A score and a ban are separate: each has a writer of its own.</summary>
public interface IReputationStore
{
    /// <summary>An address's score; null when nothing is kept of it.</summary>
    Task<StoredScore?> ReadScore(string address, CancellationToken cancellation = default);

    /// <summary>The scores that were kept last, the latest first.</summary>
    Task<IReadOnlyList<StoredScore>> ReadScores(int count, CancellationToken cancellation = default);

    /// <summary>Keeps a score, in place of the address's older one.</summary>
    Task SaveScore(StoredScore score, CancellationToken cancellation = default);

    /// <summary>Forgets scores that are older than a time, and the oldest ones beyond a number: strangers must not fill the store.</summary>
    Task PruneScores(DateTimeOffset olderThan, int keep, CancellationToken cancellation = default);

    /// <summary>Bans that end after a time, those that end last first.</summary>
    Task<IReadOnlyList<StoredBan>> ReadBans(DateTimeOffset after, int count, CancellationToken cancellation = default);

    /// <summary>Keeps a ban, in place of the address's older one, and forgets those of other addresses, all or nothing.</summary>
    Task ChangeBans(StoredBan? added, IReadOnlyList<string> lifted, CancellationToken cancellation = default);
}

/// <summary>A score as it is kept.</summary>
/// <param name="Address">An IPv4 address, or an IPv6 /64.</param>
/// <param name="Score">From 0 to 2, at <paramref name="At"/>.</param>
/// <param name="At">When it was that.</param>
public sealed record StoredScore(string Address, double Score, DateTimeOffset At);

/// <summary>A ban as it is kept.</summary>
/// <param name="Address">An IPv4 address, or an IPv6 /64.</param>
/// <param name="Since">When it began.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="IsManual">Whether somebody asked for it.</param>
public sealed record StoredBan(string Address, DateTimeOffset Since, DateTimeOffset Until, string Reason, bool IsManual);
