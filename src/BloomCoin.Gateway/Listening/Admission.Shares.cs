using BloomCoin.Peering;

namespace BloomCoin.Gateway.Listening;

/// <summary>What the cluster's other gateways have to do with it (wire-protocol 6: a quarter of all connections).</summary>
internal sealed partial class Admission
{
    /// <summary>Connections that came or went since the last report and are worth one before its time; a sixteenth of all, where that is more.</summary>
    private const int Much = 4;

    private int _changes;

    /// <summary>Connections of the other gateways, as last told.</summary>
    public int Others
    {
        get
        {
            lock (_lock) return _shares.Others;
        }
    }

    /// <summary>Whether so many connections came or went that the others should hear of it before the next beat.</summary>
    public bool HasChanged
    {
        get
        {
            lock (_lock) return _changes >= Math.Max(Much, _shares.Own / 16);
        }
    }

    /// <summary>What the others are told: all connections, and those of each network that has a hundredth of them.</summary>
    public (int Connections, KeyValuePair<ulong, int>[] Networks) Report()
    {
        lock (_lock)
        {
            _changes = 0;
            return (_shares.Own, [.. _shares.Told]);
        }
    }

    /// <summary>What the others have.</summary>
    public void Learn(int connections, IReadOnlyDictionary<ulong, int> networks)
    {
        lock (_lock) _shares.Learn(connections, networks);
    }

    /// <summary>Ends inbound connections of a network that has too many, the least useful first. Outbound ones are this node's own choice and stay.</summary>
    public void Drop(ulong network, int count)
    {
        for (var dropped = 0; dropped < count; dropped++)
        {
            ConnectionSlot? victim;
            lock (_lock) victim = ReleaseLeastUseful(network);
            if (victim is null) return;
            victim.Session!.Connection.Close(DisconnectReason.OverNetworkShare, "its network has more than a quarter of all connections");
        }
    }
}
