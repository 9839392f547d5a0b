using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Gateway.Phases;

namespace BloomCoin.Gateway.Sessions;

internal sealed partial class PeerSession
{
    private PeerPhases? _phases;

    /// <summary>What the gossip remembers of this peer; made now if it is used for the first time.</summary>
    public PeerPhases Phases => Volatile.Read(ref _phases) ?? MakePhases();

    /// <summary>The same; null while it was never used.</summary>
    public PeerPhases? PhasesIfAny => Volatile.Read(ref _phases);

    /// <summary>Counts for or against the peer (wire-protocol 7). A call that is lost costs a count.</summary>
    /// <remarks>Before the handshake is complete it counts for the address only: a port that was never a peer has no grain.</remarks>
    public void Note(PeerEvent what, int count)
    {
        if (IsEstablished) Context.Grains.GetGrain<IPeerGrain>(Key).Note(what, count).Ignore();
        else Context.Grains.GetGrain<IReputationGrain>(PeerAddress.ReputationKeyOf(Account)).Note(what, count).Ignore();
    }

    private PeerPhases MakePhases()
    {
        var made = new PeerPhases(this, Context.Phases.Settings);
        return Interlocked.CompareExchange(ref _phases, made, null) ?? made;
    }
}
