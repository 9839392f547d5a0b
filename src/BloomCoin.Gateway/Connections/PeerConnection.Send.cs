using BloomCoin.Peering;

namespace BloomCoin.Gateway.Connections;

internal sealed partial class PeerConnection
{
    /// <summary>Sends what is queued, everything that waits in one go, until the queue is closed or the socket fails.</summary>
    private async Task Send()
    {
        try
        {
            while (true)
            {
                var read = await _queue.Frames.ReadAsync(Closing);
                foreach (var memory in read.Buffer)
                {
                    for (var rest = memory; !rest.IsEmpty;)
                    {
                        var sent = await _socket.SendAsync(rest, Closing);
                        rest = rest[sent..];
                        _queue.Sent(sent);
                        Interlocked.Add(ref _bytesSent, sent);
                    }
                }

                _queue.Frames.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) return;
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
}
