using BloomCoin.Abstractions.Phases;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;
using BloomCoin.Peering.Gossip;
using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Phases;

/// <summary>What the gossip of phases remembers of one session. Made when it is first used: most connections are idle.</summary>
internal sealed class PeerPhases
{
    private readonly Lock _lock = new();
    private readonly PeerSession _session;
    private readonly TimeProvider _time;
    private readonly KnownMerges _known;
    private readonly AwaitedHeights _acknowledgements, _asked;
    private readonly AnnouncedCoherence _announced;

    /// <summary>The bits of it, which are a positive number; -1 for none.</summary>
    private int _lastCoherence = -1;

    private readonly TokenBucket _pushes, _announcements, _requests;

    public PeerPhases(PeerSession session, PhaseSettings settings)
    {
        (_session, _time) = (session, session.Context.Time);
        Key = PhaseContribution.PeerOf(session.Key);
        Network = NetworkGroup.Of(session.Connection.Remote.Address, settings.ExemptLoopback);
        Tally = new PhaseTally(session);
        _known = new KnownMerges(_time);
        _acknowledgements = new AwaitedHeights(_time);
        _asked = new AwaitedHeights(_time);
        _announced = new AnnouncedCoherence(_time);
        _pushes = new TokenBucket(MessageRates.Default(MessageType.Phase), _time);
        _announcements = new TokenBucket(MessageRates.Default(MessageType.Coherence), _time);
        _requests = new TokenBucket(MessageRates.Default(MessageType.GetPhase), _time);
    }

    /// <summary>Names the peer in a merge, the same at every gateway. A hash: an address:port that has another's is not to be found.</summary>
    public ulong Key { get; }

    /// <summary>The network that its phases count under.</summary>
    public ulong Network { get; }

    public PhaseTally Tally { get; }

    /// <summary>Whether a PHASE was asked for. Asked by the receive loop only, as are the requests.</summary>
    public bool TakeAsked(uint height) => _asked.TryTake(height);

    /// <summary>r of the last phases that the peer sent or announced; null before the first. Written by the receive loop.</summary>
    public float? LastCoherence => Volatile.Read(ref _lastCoherence) is var bits and >= 0 ? BitConverter.Int32BitsToSingle(bits) : null;

    /// <summary>The peer said how coherent its phases are, in [0, 1].</summary>
    public void Tells(float coherence) => Volatile.Write(ref _lastCoherence, BitConverter.SingleToInt32Bits(coherence));

    /// <summary>Whether a COHERENCE acknowledges a PHASE that was sent.</summary>
    public bool TakeAcknowledgement(uint height)
    {
        lock (_lock) return _acknowledgements.TryTake(height);
    }

    /// <summary>Asks for an announced height, if its coherence is news and the peer's limit allows.</summary>
    public void AskIfNews(CoherencePair announced)
    {
        if (!_requests.HasToken || !_announced.TryAsk(announced.Height, announced.Coherence)) return;
        _requests.TryTake();
        _asked.Add(announced.Height);
        _session.Send(new GetPhaseMessage(ItemList.Encode<uint, HeightLayout>([announced.Height], stackalloc byte[HeightLayout.Size])));
    }

    /// <summary>The peer sent phases.</summary>
    public void Received(uint height, ulong digest, long at)
    {
        lock (_lock) _known.Received(height, digest, at);
    }

    public bool MayLack(HeldMerge merge)
    {
        lock (_lock) return _known.MayLack(merge);
    }

    /// <summary>Sends a PHASE that the peer asked for.</summary>
    public void Send(HeldMerge merge)
    {
        lock (_lock)
        {
            _acknowledgements.Add(merge.Height);
            _known.Sent(merge);
        }

        _session.Send(new PhaseMessage(merge.Height, merge.Coherence, merge.Phases.Span));
    }

    /// <summary>Sends a PHASE that it did not ask for, within its limit. Called by the round only, as is <see cref="Announce"/>.</summary>
    public void Push(HeldMerge merge)
    {
        if (_pushes.TryTake()) Send(merge);
    }

    /// <summary>Tells the peer of the held heights that are news to it, within its limit.</summary>
    public void Announce(HeldMerge[] held)
    {
        var news = News(held);
        if (news.Length == 0 || !_announcements.TryTake()) return;
        lock (_lock)
        {
            foreach (var merge in news) _known.Announced(merge);
        }

        CoherencePair[] pairs = [.. news.Select(merge => new CoherencePair(merge.Height, merge.Coherence))];
        _session.Send(new CoherenceMessage(ItemList.Encode<CoherencePair, CoherencePair>(pairs, new byte[pairs.Length * CoherencePair.Size])));
    }

    private HeldMerge[] News(HeldMerge[] held)
    {
        lock (_lock) return [.. held.Where(_known.IsNews)];
    }
}
