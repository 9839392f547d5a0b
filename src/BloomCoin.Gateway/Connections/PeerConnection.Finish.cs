using System.Net.Sockets;
using BloomCoin.Peering;

namespace BloomCoin.Gateway.Connections;

internal sealed partial class PeerConnection
{
    private CloseCause? _finish;

    /// <summary>Whether the connection only says what it had to say. What still arrives is not for anybody.</summary>
    public bool IsFinishing => Volatile.Read(ref _finish) is not null;

    /// <summary>
    /// Ends the connection when what is queued is sent and the peer has closed its side, so that it is read: a socket that is closed
    /// over bytes which it has not read takes back those that it sent. Bounded by the deadline of the handshake, which is not
    /// complete; whatever ends the connection by then, this is the reason.
    /// </summary>
    public void Finish(DisconnectReason reason, string detail)
    {
        if (Interlocked.CompareExchange(ref _finish, new CloseCause(reason, detail), null) is null) _queue.Finish();
    }

    /// <summary>Sends all that is queued until the connection ends, or until it was to finish and has.</summary>
    private async Task SendAll()
    {
        await Send();
        try
        {
            if (IsOpen && IsFinishing) _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (IsEndOfSocket(exception))
        {
            Close(DisconnectReason.RemoteClosed, exception.Message);
        }
    }
}
