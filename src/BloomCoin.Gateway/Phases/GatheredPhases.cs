using BloomCoin.Abstractions.Phases;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Phases;

/// <summary>Phases of one height on their way to the grain, and whose they are. Used again and again: 15 KB. <see cref="PhaseGathering"/> locks.</summary>
internal sealed class GatheredPhases
{
    private readonly byte[] _blob = new byte[PhaseBatch.MaxCount * PhaseContribution.Size];
    private readonly PeerSession?[] _sessions = new PeerSession?[PhaseBatch.MaxCount];

    public uint Height { get; private set; }

    public int Count { get; private set; }

    public bool IsFull => Count == PhaseBatch.MaxCount;

    /// <summary>Timestamp of when it began.</summary>
    public long Since { get; private set; }

    /// <summary>Empty, for another height; no session is held on to.</summary>
    public void Begin(uint height, long now)
    {
        Array.Clear(_sessions, 0, Count);
        (Height, Count, Since) = (height, 0, now);
    }

    /// <summary>Copies one behind the others, as it is: whether its coherence is even a number is the grain's to judge.</summary>
    public void Add(PeerSession session, in PhaseMessage phase)
    {
        var peer = session.Phases;
        PhaseContribution.Write(_blob.AsSpan(Count * PhaseContribution.Size), peer.Key, peer.Network, phase.Coherence, phase.Phases);
        _sessions[Count++] = session;
    }

    public PeerSession Sender(int index) => _sessions[index]!;

    /// <summary>The phases at <paramref name="index"/>, as they came.</summary>
    public ReadOnlySpan<byte> Phases(int index) =>
        _blob.AsSpan(((index + 1) * PhaseContribution.Size) - PhaseContribution.PhasesLength, PhaseContribution.PhasesLength);

    public PhaseBatch ToBatch() => new((int)Height, Count, _blob);
}
