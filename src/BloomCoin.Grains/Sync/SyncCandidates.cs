using BloomCoin.Abstractions.Sync;
using BloomCoin.Peering.Sync;

namespace BloomCoin.Grains.Sync;

/// <summary>The peers that a sync can ask, as the gateways name them.</summary>
/// <remarks>
/// Bounded: a gateway names at most 64, and one that has not been heard of for ten seconds is forgotten with all of them.
/// </remarks>
internal sealed class SyncCandidates(TimeProvider time)
{
    /// <summary>How long peers are avoided that were used when nothing moved on any more.</summary>
    public static readonly TimeSpan Avoidance = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan GatewayForgotten = TimeSpan.FromSeconds(10);

    private readonly Dictionary<SiloAddress, Heartbeat> _gateways = [];
    private readonly Dictionary<Guid, SyncCandidate> _candidates = [];
    private long _heartbeats;

    public int Count => _candidates.Count;

    /// <summary>Those that may deliver blocks: all, less those that are avoided while there are others.</summary>
    public IReadOnlyCollection<PeerLoad> Loads
    {
        get
        {
            var loads = _candidates.Values.Where(candidate => !candidate.IsAvoided).Select(candidate => candidate.Load).ToList();
            return loads.Count > 0 ? loads : [.. _candidates.Values.Select(candidate => candidate.Load)];
        }
    }

    /// <summary>A gateway named its peers.</summary>
    public void Heard(GatewayPeers peers)
    {
        _heartbeats++;
        _gateways[peers.Gateway] = new Heartbeat(peers, time.GetTimestamp());
        foreach (var (gateway, heartbeat) in _gateways.ToList())
        {
            if (time.GetElapsedTime(heartbeat.HeardAt) > GatewayForgotten) _gateways.Remove(gateway);
        }

        var named = new HashSet<Guid>();
        foreach (var peer in _gateways.Values.SelectMany(heartbeat => heartbeat.Peers.Peers.Take(GatewayPeers.Limit)))
        {
            named.Add(peer.Connection);
            if (_candidates.TryGetValue(peer.Connection, out var known)) known.Heard(peer);
            else _candidates[peer.Connection] = new SyncCandidate(peer, _heartbeats, time);
        }

        foreach (var connection in _candidates.Keys.Where(connection => !named.Contains(connection)).ToList())
            _candidates.Remove(connection);
    }

    /// <summary>
    /// Whom to ask for headers next; null when nobody may have more than we do. First those that were not in vain before, of these who
    /// has proven most work, of these who is here for longest, of these who claims most: a stranger with a great claim, or one that
    /// comes back again and again, does not get before a peer that has kept its word.
    /// </summary>
    /// <param name="height">Our tip's.</param>
    /// <param name="busy">Those that are being asked.</param>
    public SyncCandidate? Next(int height, IReadOnlyCollection<SyncCandidate> busy) => _candidates.Values
        .Where(candidate => candidate.IsWorthAsking(height) && candidate.MayBeAsked && !busy.Contains(candidate))
        .OrderBy(candidate => candidate.IsAvoided)
        .ThenBy(candidate => candidate.Failures)
        .ThenByDescending(candidate => candidate.Proven)
        .ThenBy(candidate => candidate.Arrival)
        .ThenByDescending(candidate => candidate.Peer.ClaimedHeight)
        .FirstOrDefault();

    /// <summary>Whether there is another peer to ask for headers, one that is not silent itself.</summary>
    public bool AnyBeside(SyncCandidate source, int height) =>
        Next(height, [source, .. _candidates.Values.Where(candidate => candidate.Load.IsSilent)]) is not null;

    /// <summary>Nothing moved on with these: others come first for a while.</summary>
    public void Avoid(IReadOnlyCollection<PeerLoad> used)
    {
        foreach (var candidate in _candidates.Values.Where(candidate => used.Contains(candidate.Load))) candidate.Avoid();
    }

    private sealed record Heartbeat(GatewayPeers Peers, long HeardAt);
}
