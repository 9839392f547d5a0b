using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Sessions;

namespace BloomCoin.Gateway.Phases;

/// <summary>What one peer's phases were worth, on its way to the peer's grain: few calls, however many phases there are.</summary>
internal sealed class PhaseTally(PeerSession session)
{
    /// <summary>How long valid phases may wait to be told.</summary>
    public static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);

    private int _valid, _invalid;
    private long _told = session.Context.Time.GetTimestamp();

    public void AddValid() => Interlocked.Increment(ref _valid);

    public void AddInvalid() => Interlocked.Increment(ref _invalid);

    /// <summary>Tells the invalid ones, which cannot wait, once per batch. The valid ones too when the connection is gone: nobody else will.</summary>
    public void TellOfBatch()
    {
        Tell(PeerEvent.InvalidPhase, ref _invalid);
        if (!session.Connection.IsOpen) TellAll();
    }

    /// <summary>Tells the valid ones when it is time. Called once a second.</summary>
    public void Beat()
    {
        if (session.Context.Time.GetElapsedTime(_told) < TellEvery) return;
        _told = session.Context.Time.GetTimestamp();
        Tell(PeerEvent.ValidPhase, ref _valid);
    }

    /// <summary>The connection ended.</summary>
    public void TellAll()
    {
        Tell(PeerEvent.InvalidPhase, ref _invalid);
        Tell(PeerEvent.ValidPhase, ref _valid);
    }

    private void Tell(PeerEvent what, ref int count)
    {
        var sum = Interlocked.Exchange(ref count, 0);
        if (sum > 0) session.Note(what, sum);
    }
}
