using System.Net.Sockets;
using BloomCoin.Peering;
using BloomCoin.Peering.Limits;

namespace BloomCoin.Gateway.Connections;

internal sealed partial class PeerConnection
{
    /// <summary>What the socket is given at a time: small enough that a peer that reads at all shows it in time, and that memory is released as it goes.</summary>
    private const int PieceBytes = 64 * 1024;

    private BandwidthTurn? _turn;

    /// <summary>Sends what is queued until the connection ends, or until it is to finish and all is sent.</summary>
    private async Task Send()
    {
        try
        {
            while (IsOpen)
            {
                if (!_queue.TryPeek(PieceBytes, out var piece))
                {
                    if (_queue.IsFinished) return;
                    await _queue.Wait();
                    continue;
                }

                if (_bandwidth.IsLimited && !MayBeSent(ref piece))
                {
                    await _queue.Wait(before: (int)piece.Rank);
                    continue;
                }

                if (!TrySend(piece.Bytes.Span, out var sent)) sent = await SendWhenRead(piece.Bytes);
                Interlocked.Add(ref _bytesSent, sent);
                _traffic.BytesWent(sent);
                Interlocked.Increment(ref _flushes);
                _queue.Sent(piece.Lane, sent);
            }
        }
        catch (Exception exception) when (IsEndOfSocket(exception))
        {
            Close(DisconnectReason.RemoteClosed, exception.Message);
        }
        finally
        {
            if (_turn is not null) _bandwidth.Leave(_turn);
            _queue.Clear();
        }
    }

    /// <summary>
    /// Gives the socket what it takes at once, which is nearly always all. An awaited send would leave its buffer behind in the socket until the
    /// next one: a pooled block of 16 KB for each connection that was greeted and is silent since.
    /// </summary>
    private bool TrySend(ReadOnlySpan<byte> bytes, out int sent)
    {
        sent = _socket.Send(bytes, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock)) throw new SocketException((int)error);
        return sent > 0;
    }

    private async ValueTask<int> SendWhenRead(ReadOnlyMemory<byte> bytes)
    {
        Interlocked.Exchange(ref _sendStarted, _time.GetTimestamp());
        var sent = await _socket.SendAsync(bytes, Closing);
        Interlocked.Exchange(ref _sendStarted, 0);
        return sent;
    }

    /// <summary>Asks for bandwidth (wire-protocol 6): control is counted and never waits; the piece may come out shorter, or as one that goes before it.</summary>
    private bool MayBeSent(ref SendPiece piece)
    {
        if (piece.Lane == SendLane.Control)
        {
            _bandwidth.Owe(piece.Bytes.Length);
            return true;
        }

        var allowed = _bandwidth.Ask(_turn ??= new BandwidthTurn(_queue.Wake), (BandwidthRank)piece.Rank, piece.Bytes.Length);
        if (allowed == 0) return false;
        piece = _queue.Peek(allowed);
        if (piece.Bytes.Length < allowed) _bandwidth.Return(allowed - piece.Bytes.Length);
        return true;
    }
}
