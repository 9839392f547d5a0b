using System.Buffers;
using BloomCoin.Peering;

namespace BloomCoin.Gateway.Connections;

internal sealed partial class PeerConnection
{
    /// <summary>What the socket is given at a time: small enough that a peer that reads at all shows it in time, and that memory is released as it goes.</summary>
    private const int PieceBytes = 64 * 1024;

    /// <summary>Sends what is queued until the queue is closed or the socket fails.</summary>
    private async Task Send()
    {
        try
        {
            while (true)
            {
                var read = await _queue.Frames.ReadAsync(Closing);
                if (read.Buffer.IsEmpty) return;

                var sending = _socket.SendAsync(FirstPiece(read.Buffer), Closing);
                if (!sending.IsCompleted) Interlocked.Exchange(ref _sendStarted, _time.GetTimestamp());
                var sent = await sending;
                Interlocked.Exchange(ref _sendStarted, 0);

                _queue.Frames.AdvanceTo(read.Buffer.GetPosition(sent));
                _queue.Sent(sent);
            }
        }
        catch (Exception exception) when (IsEndOfSocket(exception))
        {
            Close(DisconnectReason.RemoteClosed, exception.Message);
        }
        finally
        {
            await _queue.Frames.CompleteAsync();
        }
    }

    /// <summary>The front of what waits; not empty, although the segment it starts in may be used up.</summary>
    private static ReadOnlyMemory<byte> FirstPiece(in ReadOnlySequence<byte> waiting)
    {
        var piece = waiting.First;
        for (var next = waiting.Start; piece.IsEmpty && waiting.TryGet(ref next, out piece);)
        {
        }

        return piece.Length > PieceBytes ? piece[..PieceBytes] : piece;
    }
}
