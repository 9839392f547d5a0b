using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Outbound;

/// <summary>Addresses that were dialled in vain, or whose connections ended, and when each may be dialled again (<see cref="ReconnectBackoff"/>). At most 256: then the longest untouched is forgotten.</summary>
/// <param name="time">The clock.</param>
/// <param name="random">Seeded in tests, unpredictable in production.</param>
public sealed class DialBackoffs(TimeProvider time, Random random)
{
    public const int Limit = 256;

    private readonly OrderedDictionary<NetworkAddress, Entry> _entries = [];

    /// <summary>Addresses that are not to be dialled now.</summary>
    public IEnumerable<NetworkAddress> Waiting => _entries.Where(entry => IsWaiting(entry.Value)).Select(entry => entry.Key);

    /// <summary>An attempt ended, with a connection that held so long; zero when there was none.</summary>
    /// <returns>How long the address is left alone.</returns>
    public TimeSpan Ended(NetworkAddress address, TimeSpan connected)
    {
        if (!_entries.Remove(address, out var entry)) entry = new Entry(new ReconnectBackoff(random));
        (entry.Since, entry.Wait) = (time.GetTimestamp(), entry.Backoff.Next(connected));
        _entries.Add(address, entry);
        if (_entries.Count > Limit) _entries.RemoveAt(0);
        return entry.Wait;
    }

    private bool IsWaiting(Entry entry) => time.GetElapsedTime(entry.Since) < entry.Wait;

    private sealed class Entry(ReconnectBackoff backoff)
    {
        public ReconnectBackoff Backoff { get; } = backoff;

        public long Since { get; set; }

        public TimeSpan Wait { get; set; }
    }
}
