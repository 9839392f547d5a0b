namespace BloomCoin.Peering.Admission;

/// <summary>Inbound connections that have not completed their handshake: at most 8 of one network, so that whoever connects and says nothing fills no listener.</summary>
/// <remarks>Bounded by the connections themselves: each begins once and ends once. Not for several threads.</remarks>
public sealed class PendingHandshakes
{
    /// <summary>Handshakes of one network that may be under way at a time.</summary>
    public const int MaxPerNetwork = 8;

    private readonly NetworkCounts _pending = new();

    /// <summary>Handshakes that are under way, of all networks.</summary>
    public int Count => _pending.Total;

    /// <summary>Whether one more of this network may begin. <see cref="NetworkGroup.None"/> is not bounded.</summary>
    public bool Admits(ulong network) => _pending[network] < MaxPerNetwork;

    /// <summary>A handshake begins.</summary>
    public void Begin(ulong network) => _pending.Add(network);

    /// <summary>It is complete, or its connection is gone.</summary>
    public void End(ulong network) => _pending.Remove(network);
}
