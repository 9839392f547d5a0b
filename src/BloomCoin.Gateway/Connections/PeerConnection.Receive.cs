using System.Net.Sockets;
using BloomCoin.Peering;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Connections;

internal sealed partial class PeerConnection
{
    private readonly ReceiveBuffer _buffer = new();

    /// <summary>Bytes the frame at the front needs in all.</summary>
    private int _needed = FrameHeader.Size;

    /// <summary>Bytes of a skipped frame that are still to come.</summary>
    private int _toSkip;

    /// <summary>Frames of one type that came in a row and are not counted yet: peers send runs, and a count is shared by all connections.</summary>
    private MessageType _runOf;
    private int _run;

    /// <summary>Bytes rented for what arrives: 0 while nothing does.</summary>
    internal int BufferedCapacity => _buffer.Capacity;

    private async Task Receive(IFrameSink sink)
    {
        using var buffer = _buffer;
        try
        {
            while (IsOpen)
            {
                if (!TryReceive(buffer, out var received))
                {
                    if (buffer.IsEmpty)
                    {
                        // A receive of nothing, for which no array is held. It also ends for bytes that were read before it began.
                        buffer.Dispose();
                        await _socket.ReceiveAsync(Memory<byte>.Empty, Closing);
                        continue;
                    }

                    received = await _socket.ReceiveAsync(buffer.Room(_needed), Closing);
                }

                if (received == 0)
                {
                    Close(DisconnectReason.RemoteClosed, "the peer closed the connection");
                    return;
                }

                buffer.Filled(received);
                Interlocked.Exchange(ref _lastReceived, _time.GetTimestamp());
                Interlocked.Add(ref _bytesReceived, received);
                _traffic.BytesCame(received);
                while (!Handle(sink, buffer)) await sink.Ready;
            }
        }
        catch (Exception exception) when (IsEndOfSocket(exception))
        {
            Close(DisconnectReason.RemoteClosed, exception.Message);
        }
    }

    /// <summary>Takes what has arrived; false when nothing has. Nothing taken means that the peer has closed.</summary>
    private bool TryReceive(ReceiveBuffer buffer, out int received)
    {
        received = _socket.Receive(buffer.Room(_needed).Span, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock)) throw new SocketException((int)error);
        return error == SocketError.Success;
    }

    /// <summary>Handles what has arrived; the answers to it go together. False as <see cref="Dispatch"/> says.</summary>
    private bool Handle(IFrameSink sink, ReceiveBuffer buffer)
    {
        _queue.Hold();
        var isThrough = Dispatch(sink, buffer);
        EndRun();   // before any answer goes, so that who has one finds what it answers counted
        _queue.Release();
        return isThrough;
    }

    /// <summary>
    /// Hands every whole frame in the buffer on. False when the sink was not ready for one. It may be by now, so this is the only word
    /// on it: who asked the sink again instead would leave frames in the buffer until more bytes come.
    /// </summary>
    private bool Dispatch(IFrameSink sink, ReceiveBuffer buffer)
    {
        while (IsOpen)
        {
            if (!sink.Ready.IsCompleted) return false;
            if (buffer.IsEmpty) return true;
            if (_toSkip > 0)
            {
                Drop(buffer);
                continue;
            }

            switch (FrameReader.TryRead(buffer.Received, _magic, out var frame, out var violation))
            {
                case FrameStatus.Complete when Admits(sink, frame):
                    Count(frame.Type);
                    sink.OnFrame(frame);
                    buffer.Consume(frame.Length);
                    EndFrame();
                    break;
                case FrameStatus.Skip:
                    sink.OnSkipped(frame.Type);
                    Skip(frame);
                    break;
                case FrameStatus.Incomplete when frame.Type == MessageType.None || Admits(sink, frame):
                    AwaitRest(frame.Length);
                    return true;
                case FrameStatus.Violation:
                    sink.OnViolation(frame.Type, violation);
                    return true;
            }
        }

        return true;
    }

    /// <summary>False when the frame is not to be dispatched: it is skipped, or the connection is closed.</summary>
    private bool Admits(IFrameSink sink, in Frame frame)
    {
        var admission = sink.Admit(frame.Type, frame.Length);
        if (admission == FrameAdmission.Skip) Skip(frame);
        return admission == FrameAdmission.Take;
    }

    /// <summary>A frame that goes by has the deadline of one that is taken: else a drip inside it would hold the connection for ever.</summary>
    private void Skip(in Frame frame)
    {
        Count(frame.Type);
        _toSkip = frame.Length;
        AwaitRest(frame.Length);
    }

    private void Count(MessageType type)
    {
        if (type != _runOf)
        {
            EndRun();
            _runOf = type;
        }

        _run++;
    }

    private void EndRun()
    {
        if (_run == 0) return;
        _traffic.Received(_runOf, _run);
        _run = 0;
    }

    private void Drop(ReceiveBuffer buffer)
    {
        var gone = Math.Min(_toSkip, buffer.Received.Length);
        buffer.Consume(gone);
        _toSkip -= gone;
        if (_toSkip == 0) EndFrame();
    }

    private void AwaitRest(int frameLength)
    {
        _needed = frameLength;
        Interlocked.CompareExchange(ref _frameStarted, _time.GetTimestamp(), 0);
    }

    private void EndFrame()
    {
        _needed = FrameHeader.Size;
        if (_frameStarted != 0) Volatile.Write(ref _frameStarted, 0);
    }
}
