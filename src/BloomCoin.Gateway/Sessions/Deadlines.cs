using BloomCoin.Peering;

namespace BloomCoin.Gateway.Sessions;

/// <summary>What a peer must do in time (wire-protocol 3 and 6). Checked once a second for every session by one timer.</summary>
internal static class Deadlines
{
    /// <summary>A piece of 64 KiB that the peer does not take in this time: it does not read.</summary>
    public static readonly TimeSpan Unread = TimeSpan.FromSeconds(90);

    public static void Check(PeerSession session)
    {
        var connection = session.Connection;
        var time = session.Context.Time;
        if (!session.IsEstablished)
        {
            if (time.GetElapsedTime(connection.Opened) >= Handshake.Timeout)
                connection.Close(DisconnectReason.HandshakeTimeout, $"not complete after {Handshake.Timeout.TotalSeconds:0} s");
        }
        else if (connection.FrameAge >= connection.FrameAllowance)
        {
            connection.Close(DisconnectReason.MessageTimeout, $"a message is still arriving after {connection.FrameAllowance.TotalSeconds:0} s");
        }
        else if (session.HeaderRequests.Owed >= connection.FrameAllowance || session.BlockRequests.Owed >= connection.FrameAllowance)
        {
            connection.Close(DisconnectReason.MessageTimeout, $"an answer is owed for {connection.FrameAllowance.TotalSeconds:0} s");
        }
        else if (connection.SendAge >= Unread)
        {
            connection.Close(DisconnectReason.SlowReader, $"nothing read for {Unread.TotalSeconds:0} s");
        }
        else if (session.Keepalive.IsLost())
        {
            connection.Close(DisconnectReason.KeepaliveTimeout, $"silent for {connection.Silence.TotalSeconds:0} s");
        }

        session.BlockRequests.Expire();
    }
}
