using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Peering.Sync;

namespace BloomCoin.Grains.Sync;

/// <summary>The peers that a sync can ask, as the gateways name them.</summary>
/// <remarks>
/// Bounded: a gateway names at most 64, and one that has not been heard of for ten seconds is forgotten with all of them.
/// </remarks>
internal sealed class SyncCandidates(Func<string, IPeerGrain> peers, TimeProvider time)
{
    /// <summary>How long peers are avoided that were used when nothing moved on any more.</summary>
    public static readonly TimeSpan Avoidance = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan GatewayForgotten = TimeSpan.FromSeconds(10);

    private readonly Dictionary<SiloAddress, Heartbeat> _gateways = [];
    private readonly Dictionary<Guid, SyncCandidate> _candidates = [];
    private long _heartbeats;

    public int Count => _candidates.Count;

    /// <summary>Those that may deliver blocks: all, less those that are avoided while there are others.</summary>
    public IReadOnlyCollection<SyncCandidate> Deliverers
    {
        get
        {
            var deliverers = _candidates.Values.Where(candidate => !candidate.IsAvoided).ToList();
            return deliverers.Count > 0 ? deliverers : _candidates.Values;
        }
    }

    /// <summary>A gateway named its peers.</summary>
    public void Heard(GatewayPeers named)
    {
        _heartbeats++;
        _gateways[named.Gateway] = new Heartbeat(named, time.GetTimestamp());
        foreach (var (gateway, heartbeat) in _gateways.ToList())
        {
            if (time.GetElapsedTime(heartbeat.HeardAt) > GatewayForgotten) _gateways.Remove(gateway);
        }

        var connections = new HashSet<Guid>();
        foreach (var heartbeat in _gateways.Values)
        {
            foreach (var peer in heartbeat.Peers.Peers.Take(GatewayPeers.Limit))
            {
                connections.Add(peer.Connection);
                if (_candidates.TryGetValue(peer.Connection, out var known)) known.Heard(peer);
                else _candidates[peer.Connection] = Meet(peer, heartbeat.Peers.Gateway);
            }
        }

        foreach (var connection in _candidates.Keys.Where(connection => !connections.Contains(connection)).ToList())
            _candidates.Remove(connection);
    }

    /// <summary>
    /// Whom to ask for headers next; null when nobody may have more than we do. First those that were not in vain before, of these who
    /// has news, of these who has proven most work, of these who is here for longest, of these who claims most: a stranger with a great
    /// claim, or one that comes back again and again, does not get before a peer that has kept its word.
    /// </summary>
    /// <param name="height">Our tip's.</param>
    /// <param name="busy">Those that are being asked.</param>
    public SyncCandidate? Next(int height, IReadOnlyCollection<SyncCandidate> busy) => Askable(height)
        .Where(candidate => !busy.Contains(candidate))
        .OrderBy(candidate => candidate.IsAvoided)
        .ThenBy(candidate => candidate.Failures)
        .ThenByDescending(candidate => candidate.HasNews(height))
        .ThenByDescending(candidate => candidate.Proven)
        .ThenBy(candidate => candidate.Arrival)
        .ThenByDescending(candidate => candidate.Peer.ClaimedHeight)
        .FirstOrDefault();

    /// <summary>Whether there is another peer with news to ask for headers, one that is not silent itself.</summary>
    public bool AnyBeside(SyncCandidate source, int height) =>
        Askable(height).Any(candidate => candidate != source && candidate.HasNews(height) && !candidate.Load.IsSilent);

    /// <summary>Nothing moved on with these: others come first for a while.</summary>
    public void Avoid(IReadOnlyCollection<PeerLoad> used)
    {
        foreach (var candidate in _candidates.Values.Where(candidate => used.Contains(candidate.Load))) candidate.Avoid();
    }

    private IEnumerable<SyncCandidate> Askable(int height) =>
        _candidates.Values.Where(candidate => candidate.IsWorthAsking(height) && candidate.MayBeAsked);

    private SyncCandidate Meet(SyncPeer peer, SiloAddress gateway) =>
        new(peer, new RemotePeer(peers(peer.Key), peer.Key, new PeerSocket(gateway, peer.Connection)), _heartbeats, time);

    private sealed record Heartbeat(GatewayPeers Peers, long HeardAt);
}
