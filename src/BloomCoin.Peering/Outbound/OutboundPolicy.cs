namespace BloomCoin.Peering.Outbound;

/// <summary>How many outbound connections there are to be, and what is missing: peers that the node chose itself are the ones that an attacker cannot choose for it.</summary>
/// <remarks>
/// Up to <c>maxPeers</c> connections are kept. A test of one address goes out every two minutes, a question whom it knows more seldom. When the tip has not moved for long, all peers
/// may be of one mind, or of one owner: one more is tried, and of them all the one whose block news is the oldest goes (Bitcoin Core's
/// stale-tip check). One caller; not for several threads.
/// </remarks>
/// <param name="maxPeers">wire-protocol 6, max_peers; 0 switches everything off.</param>
/// <param name="pace">How often what is done.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Seeded in tests, unpredictable in production.</param>
public sealed class OutboundPolicy(int maxPeers, OutboundPace pace, TimeProvider time, Random random)
{
    /// <summary>How long a connection more has to show what it knows before one of them all is dropped.</summary>
    public static readonly TimeSpan Trial = TimeSpan.FromMinutes(1);

    private int _height = -1;
    private long _moved = time.GetTimestamp();
    private long? _anotherSince;
    private bool _isAnotherWanted;
    private long _felt = time.GetTimestamp();
    private long _asked = time.GetTimestamp();
    private TimeSpan _untilFeeler = Jittered(pace.FeelerEvery, random);

    /// <summary>The tip as it is now.</summary>
    public void OnTip(int height)
    {
        if (height == _height) return;
        (_height, _moved) = (height, time.GetTimestamp());
        _isAnotherWanted = false;
    }

    /// <summary>What is to be done next, given all that there is. Asked again after each step until it says to wait.</summary>
    public OutboundStep Next(IReadOnlyCollection<OutboundConnection> connections)
    {
        if (maxPeers == 0) return new OutboundStep(OutboundAction.Wait);
        LookAtTip();
        if (Surplus(connections) is { } surplus)
        {
            _isAnotherWanted = false;
            return new OutboundStep(OutboundAction.Drop, surplus);
        }

        return Chosen(connections) < maxPeers + (_isAnotherWanted ? 1 : 0) ? new OutboundStep(OutboundAction.Dial) : NextWithoutDial(connections);
    }

    /// <summary>The same, when there was nothing to dial: a test or a question may be due all the same.</summary>
    public OutboundStep NextWithoutDial(IReadOnlyCollection<OutboundConnection> connections)
    {
        if (maxPeers == 0) return new OutboundStep(OutboundAction.Wait);
        if (IsFeelerDue(connections)) return new OutboundStep(OutboundAction.Feel);
        if (time.GetElapsedTime(_asked) < (Chosen(connections) < maxPeers ? pace.AskWhileLacking : pace.AskEvery)) return new OutboundStep(OutboundAction.Wait);
        _asked = time.GetTimestamp();
        return new OutboundStep(OutboundAction.Ask);
    }

    private static int Chosen(IReadOnlyCollection<OutboundConnection> connections) => connections.Count(one => one.Kind == OutboundKind.Chosen);

    private void LookAtTip()
    {
        if (time.GetElapsedTime(_moved) < pace.StaleAfter) return;
        if (_anotherSince is { } since && time.GetElapsedTime(since) < pace.TryAnotherEvery) return;
        _anotherSince = time.GetTimestamp();
        _isAnotherWanted = true;
    }

    /// <summary>The connection with the oldest block news, of peers that never told of any the youngest; null while there is none too many, or the newcomer has had no time to tell.</summary>
    private OutboundConnection? Surplus(IReadOnlyCollection<OutboundConnection> connections)
    {
        var kept = connections.Where(one => one is { Kind: OutboundKind.Chosen, Established: not null }).ToList();
        if (kept.Count <= maxPeers || kept.Any(one => one.Established < Trial)) return null;
        return kept.OrderByDescending(one => one.SinceBlockNews ?? TimeSpan.MaxValue).ThenBy(one => one.Established).First();
    }

    /// <summary>True once for each time that a test is due.</summary>
    private bool IsFeelerDue(IReadOnlyCollection<OutboundConnection> connections)
    {
        if (time.GetElapsedTime(_felt) < _untilFeeler || connections.Any(one => one.Kind == OutboundKind.Feeler)) return false;
        (_felt, _untilFeeler) = (time.GetTimestamp(), Jittered(pace.FeelerEvery, random));
        return true;
    }

    /// <summary>Half to one and a half of it: nobody is to know when.</summary>
    private static TimeSpan Jittered(TimeSpan mean, Random random) => mean * (0.5 + random.NextDouble());
}
