using BloomCoin.Abstractions.Sync;

namespace BloomCoin.Grains.Sync;

/// <summary>The peers that a sync can ask, as the gateways name them, and when each may be asked again.</summary>
/// <remarks>Bounded: a gateway names at most 64, and one that has not been heard of for ten seconds is forgotten with all of them.</remarks>
internal sealed class SyncCandidates(TimeProvider time)
{
    private static readonly TimeSpan GatewayForgotten = TimeSpan.FromSeconds(10);

    private readonly Dictionary<SiloAddress, Heartbeat> _gateways = [];
    private readonly Dictionary<Guid, Attempt> _attempts = [];

    public int Count => _gateways.Values.Sum(heartbeat => heartbeat.Peers.Peers.Length);

    /// <summary>A gateway named its peers.</summary>
    public void Heard(GatewayPeers peers)
    {
        _gateways[peers.Gateway] = new Heartbeat(peers, time.GetTimestamp());
        foreach (var (gateway, heartbeat) in _gateways.ToList())
        {
            if (time.GetElapsedTime(heartbeat.HeardAt) > GatewayForgotten) _gateways.Remove(gateway);
        }

        var named = All.Select(peer => peer.Connection).ToHashSet();
        foreach (var connection in _attempts.Keys.Where(connection => !named.Contains(connection)).ToList()) _attempts.Remove(connection);
    }

    /// <summary>The peer that claims most above a height and was not tried in vain for that claim.</summary>
    public SyncPeer? Best(int height) => All.Where(peer => peer.ClaimedHeight > height && MayTry(peer)).MaxBy(peer => peer.ClaimedHeight);

    /// <summary>A peer was synced from. It is asked again when it claims more, or when <paramref name="retry"/> has passed.</summary>
    public void Tried(SyncPeer peer, TimeSpan? retry) => _attempts[peer.Connection] = new Attempt(peer.ClaimedHeight, time.GetTimestamp(), retry);

    private IEnumerable<SyncPeer> All => _gateways.Values.SelectMany(heartbeat => heartbeat.Peers.Peers);

    private bool MayTry(SyncPeer peer) =>
        !_attempts.TryGetValue(peer.Connection, out var attempt)
        || peer.ClaimedHeight > attempt.Claim
        || time.GetElapsedTime(attempt.At) >= attempt.Retry;

    private sealed record Heartbeat(GatewayPeers Peers, long HeardAt);

    private sealed record Attempt(uint Claim, long At, TimeSpan? Retry);
}
