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
    private long _pinged;

    /// <summary>The time of the last PING's answer; null before the first.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    /// <summary>Sends a PING when it is time for one; true when the peer has been silent for too long after it.</summary>
    public bool IsLost()
    {
        lock (_lock)
        {
            var silence = session.Connection.Silence;
            if (_pinged != 0) return silence >= GiveUpAfter && session.Context.Time.GetElapsedTime(_pinged) >= GiveUpAfter;
            if (silence < PingAfter) return false;
            _nonce = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
            _pinged = session.Context.Time.GetTimestamp();
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
            _pinged = 0;
            return true;
        }
    }
}
