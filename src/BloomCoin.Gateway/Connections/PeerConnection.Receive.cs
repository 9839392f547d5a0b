using BloomCoin.Peering;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Connections;

internal sealed partial class PeerConnection
{
    private async Task Receive(IFrameSink sink)
    {
        using var buffer = new ReceiveBuffer();
        try
        {
            while (IsOpen)
            {
                if (buffer.IsEmpty && _socket.Available == 0)
                {
                    buffer.Dispose();
                    await _socket.ReceiveAsync(Memory<byte>.Empty, Closing);
                }

                var received = await _socket.ReceiveAsync(buffer.Room(_needed), Closing);
                if (received == 0)
                {
                    Close(DisconnectReason.RemoteClosed, "the peer closed the connection");
                    return;
                }

                buffer.Filled(received);
                Interlocked.Exchange(ref _lastReceived, _time.GetTimestamp());
                Interlocked.Add(ref _bytesReceived, received);
                Dispatch(sink, buffer);
            }
        }
        catch (Exception exception) when (IsEndOfSocket(exception))
        {
            Close(DisconnectReason.RemoteClosed, exception.Message);
        }
    }

    /// <summary>Bytes the frame at the front needs in all.</summary>
    private int _needed = FrameHeader.Size;

    /// <summary>Bytes of a skipped frame that are still to come.</summary>
    private long _toSkip;

    /// <summary>Hands every whole frame in the buffer on.</summary>
    private void Dispatch(IFrameSink sink, ReceiveBuffer buffer)
    {
        while (IsOpen && !buffer.IsEmpty)
        {
            if (_toSkip > 0)
            {
                var gone = (int)Math.Min(_toSkip, buffer.Received.Length);
                buffer.Consume(gone);
                _toSkip -= gone;
                if (_toSkip == 0) FrameEnded();
                continue;
            }

            switch (FrameReader.TryRead(buffer.Received, _magic, out var frame, out var violation))
            {
                case FrameStatus.Complete when Admits(sink, frame):
                    sink.OnFrame(frame);
                    buffer.Consume(frame.Length);
                    FrameEnded();
                    break;
                case FrameStatus.Skip:
                    sink.OnSkipped(frame.Type);
                    Skip(frame.Length);
                    break;
                case FrameStatus.Incomplete when frame.Type == MessageType.None || Admits(sink, frame):
                    AwaitRest(frame.Length);
                    return;
                case FrameStatus.Violation:
                    sink.OnViolation(frame.Type, violation);
                    return;
            }
        }

        if (_toSkip > 0) AwaitRest(_needed);
        else _needed = FrameHeader.Size;
    }

    /// <summary>False when the frame is not to be dispatched: it is skipped, or the connection is closed.</summary>
    private bool Admits(IFrameSink sink, in Frame frame)
    {
        var admission = sink.Admit(frame.Type);
        if (admission == FrameAdmission.Skip) Skip(frame.Length);
        return admission == FrameAdmission.Take;
    }

    /// <summary>Lets a frame's bytes go by. Its time is kept as any other's: it may not drip for ever.</summary>
    private void Skip(int frameLength)
    {
        _toSkip = frameLength;
        _needed = frameLength;
    }

    private void AwaitRest(int frameLength)
    {
        _needed = frameLength;
        Interlocked.CompareExchange(ref _frameStarted, _time.GetTimestamp(), 0);
    }

    private void FrameEnded()
    {
        if (_frameStarted != 0) Volatile.Write(ref _frameStarted, 0);
    }
}
