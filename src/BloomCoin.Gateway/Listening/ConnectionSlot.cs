using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering.Admission;

namespace BloomCoin.Gateway.Listening;

/// <summary>A connection's place among those of its gateway: from before its session to its end, or to where it is told to go.</summary>
/// <param name="admission">Who gave it, and takes it back.</param>
/// <param name="number">Higher than that of every connection before.</param>
/// <param name="network">What it counts under.</param>
/// <param name="outbound">True when this node dialled.</param>
internal sealed class ConnectionSlot(Admission admission, long number, ulong network, bool outbound) : IDisposable
{
    public long Number => number;

    public ulong Network => network;

    public bool Outbound => outbound;

    /// <summary>Who has it; null for the moment before there is a session.</summary>
    public PeerSession? Session { get; set; }

    /// <summary>Where it stands among the inbound ones; kept by <see cref="Admission"/>.</summary>
    public int Index { get; set; }

    /// <summary>Whether an inbound handshake is under way; kept by <see cref="Admission"/>.</summary>
    public bool IsPending { get; set; }

    /// <summary>Whether it was taken back; kept by <see cref="Admission"/>.</summary>
    public bool IsFree { get; set; }

    /// <summary>What speaks for its connection. Only with a session.</summary>
    public EvictionCandidate Candidate => new(
        number, network, Session!.Keepalive.BestRoundTrip, Session.Merits.LastBlock, Session.Merits.LastTransaction);

    /// <summary>The handshake is complete.</summary>
    public void Establish() => admission.Establish(this);

    public void Dispose() => admission.Free(this);
}
