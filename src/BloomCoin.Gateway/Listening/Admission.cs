using System.Net;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Bans;
using BloomCoin.Peering;
using BloomCoin.Peering.Admission;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Gateway.Listening;

/// <summary>Who may connect to this gateway, and who goes when there is no room: the one place where its connections are counted, inbound and outbound.</summary>
/// <remarks>
/// A newcomer is asked in the order of <see cref="AdmissionRefusal"/>. One that a crowded network sends is refused and pushes nobody
/// of that network out: those have shown something, it has not. One that this node dials was chosen by it: the least useful inbound
/// peer of the network goes for it.
/// One lock, held for what an answer costs: a few look-ups, or with no room the choice among at most <see cref="Sample"/> connections.
/// </remarks>
internal sealed partial class Admission(GatewayOptions options, BanView bans, GatewayMetrics metrics, Random random, ILogger log)
{
    /// <summary>
    /// Connections that are looked at when one has to go: all of them up to this many, else as many by chance. Who is among the best
    /// of all is so in every sample too, and the largest network is the largest in nearly every one.
    /// </summary>
    public const int Sample = 128;

    /// <summary>Up to so many connections round trips decide nothing that is worth a PING.</summary>
    private const int Few = Eviction.ProtectedNetworks + Eviction.ProtectedByRoundTrip + Eviction.ProtectedByTransaction + Eviction.ProtectedByBlock;

    private readonly Lock _lock = new();
    private readonly PendingHandshakes _pending = new();
    private readonly NetworkShares _shares = new();
    private readonly List<ConnectionSlot> _inbound = [];
    private readonly EvictionCandidate[] _candidates = new EvictionCandidate[Sample];
    private readonly long[] _refused = new long[Enum.GetValues<AdmissionRefusal>().Length];
    private readonly ulong _key = (ulong)random.NextInt64();
    private long _number, _evicted;

    /// <summary>Inbound connections that were evicted for others.</summary>
    public long Evicted => Interlocked.Read(ref _evicted);

    /// <summary>Connections, inbound and outbound.</summary>
    public int Connections
    {
        get
        {
            lock (_lock) return _shares.Own;
        }
    }

    /// <summary>Inbound handshakes that are under way.</summary>
    public int Handshakes
    {
        get
        {
            lock (_lock) return _pending.Count;
        }
    }

    /// <summary>How often inbound connections were refused for a reason.</summary>
    public long Refused(AdmissionRefusal refusal) => Interlocked.Read(ref _refused[(int)refusal]);

    /// <summary>Takes an inbound connection; null when it is refused.</summary>
    public ConnectionSlot? Admit(IPEndPoint remote)
    {
        var network = NetworkOf(remote.Address);
        ConnectionSlot? victim;
        AdmissionRefusal? refusal;
        ConnectionSlot? slot = null;
        var isBanned = bans.IsBanned(PeerAddress.AccountOf(remote.Address));
        lock (_lock)
        {
            refusal = Judge(network, isBanned, out victim);
            if (victim is not null) Release(victim);
            if (refusal is null) slot = Take(network, outbound: false);
        }

        if (refusal is { } reason)
        {
            Interlocked.Increment(ref _refused[(int)reason]);
            metrics.Refused(reason);
            log.Refused(remote, reason);
        }

        if (victim is null) return slot;
        Interlocked.Increment(ref _evicted);
        victim.Session!.Connection.Close(DisconnectReason.Evicted, "no room, and others have more for it");
        return slot;
    }

    /// <summary>Takes a connection that this node made. It is never refused here: whoever looks for peers asks <see cref="MayDial"/> first, and those that the configuration names are the operator's choice.</summary>
    public ConnectionSlot Dialled(IPEndPoint remote)
    {
        var network = NetworkOf(remote.Address);
        ConnectionSlot? victim = null;
        ConnectionSlot slot;
        lock (_lock)
        {
            if (!_shares.Admits(network, takesPlace: false)) victim = ReleaseLeastUseful(network);
            slot = Take(network, outbound: true);
        }

        victim?.Session!.Connection.Close(DisconnectReason.OverNetworkShare, "for an outbound connection to its network");
        return slot;
    }

    /// <summary>Whether a connection to an address would keep its network within its share, or an inbound one of that network can go for it.</summary>
    public bool MayDial(IPAddress address)
    {
        var network = NetworkOf(address);
        lock (_lock) return _shares.Admits(network, takesPlace: false) || _inbound.Exists(slot => slot.Network == network && slot.Session is not null);
    }

    /// <summary>The handshake of a connection is complete.</summary>
    public void Establish(ConnectionSlot slot)
    {
        lock (_lock) EndHandshake(slot);
    }

    /// <summary>A connection is gone.</summary>
    public void Free(ConnectionSlot slot)
    {
        lock (_lock) Release(slot);
    }

    /// <summary>While more than three quarters of the room is taken, whose round trip is not known is sent a PING: somebody may have to go soon. Called once a second.</summary>
    public void Beat()
    {
        ConnectionSlot[] slots;
        lock (_lock)
        {
            if (_inbound.Count <= Few || _inbound.Count <= options.MaxConnections / 4 * 3) return;
            slots = [.. _inbound];
        }

        foreach (var slot in slots)
        {
            if (slot.Session is { IsEstablished: true } session) session.Keepalive.Probe();
        }
    }

    private ulong NetworkOf(IPAddress address) => NetworkGroup.Of(address, options.Diversity.ExemptLoopback);

    private AdmissionRefusal? Judge(ulong network, bool isBanned, out ConnectionSlot? victim)
    {
        victim = null;
        if (isBanned) return AdmissionRefusal.Banned;
        var isFull = _inbound.Count >= options.MaxConnections;
        if (!_pending.Admits(network)) return AdmissionRefusal.PendingHandshakes;
        if (!_shares.Admits(network, takesPlace: isFull)) return AdmissionRefusal.NetworkShare;
        if (!isFull) return null;
        victim = ChooseVictim();
        return victim is null ? AdmissionRefusal.Full : null;
    }

    private ConnectionSlot Take(ulong network, bool outbound)
    {
        var slot = new ConnectionSlot(this, ++_number, network, outbound);
        _shares.Add(network);
        _changes++;
        if (outbound) return slot;
        (slot.Index, slot.IsPending) = (_inbound.Count, true);
        _inbound.Add(slot);
        _pending.Begin(network);
        return slot;
    }

    /// <summary>Once per connection, however it comes to it.</summary>
    private void Release(ConnectionSlot slot)
    {
        if (slot.IsFree) return;
        slot.IsFree = true;
        EndHandshake(slot);
        _shares.Remove(slot.Network);
        _changes++;
        if (slot.Outbound) return;
        var last = _inbound[^1];
        (_inbound[slot.Index], last.Index) = (last, slot.Index);
        _inbound.RemoveAt(_inbound.Count - 1);
    }

    private void EndHandshake(ConnectionSlot slot)
    {
        if (slot.IsPending) _pending.End(slot.Network);
        slot.IsPending = false;
    }
}
