using System.Security.Cryptography;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions;

/// <summary>Asks a silent peer whether it is still there, and measures how long it takes to say so.</summary>
internal sealed class Keepalive(PeerSession session)
{
    /// <summary>Silence after which a PING is sent.</summary>
    public static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(60);

    /// <summary>Silence after a PING that ends the connection (wire-protocol 6).</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(90);

    private readonly Lock _lock = new();
    private ulong _nonce;
    private long _pinged, _best;

    /// <summary>The time of the last PING's answer; null before the first.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    /// <summary>The shortest of them: what a slow moment adds says nothing of the way. Null before the first.</summary>
    public TimeSpan? BestRoundTrip => Interlocked.Read(ref _best) is var best and not 0 ? TimeSpan.FromTicks(best) : null;

    /// <summary>Sends a PING although the peer is not silent, if its round trip is not known and none is on its way.</summary>
    public void Probe()
    {
        lock (_lock)
        {
            if (_pinged != 0 || _best != 0) return;
            Begin();
        }

        session.Send(new PingMessage(_nonce));
    }

    /// <summary>Sends a PING when it is time for one; true when the peer has been silent for too long after it.</summary>
    public bool IsLost()
    {
        lock (_lock)
        {
            var silence = session.Connection.Silence;
            if (_pinged != 0) return silence >= GiveUpAfter && session.Context.Time.GetElapsedTime(_pinged) >= GiveUpAfter;
            if (silence < PingAfter) return false;
            Begin();
        }

        session.Send(new PingMessage(_nonce));
        return false;
    }

    /// <summary>A PONG came. False for one that answers nothing.</summary>
    public bool Answered(ulong nonce)
    {
        lock (_lock)
        {
            if (_pinged == 0 || nonce != _nonce) return false;
            RoundTrip = session.Context.Time.GetElapsedTime(_pinged);
            _best = Math.Max(1, Math.Min(_best == 0 ? long.MaxValue : _best, RoundTrip.Value.Ticks));
            _pinged = 0;
            return true;
        }
    }

    private void Begin()
    {
        _nonce = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        _pinged = session.Context.Time.GetTimestamp();
    }
}
