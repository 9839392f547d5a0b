using System.Buffers;

namespace BloomCoin.Gateway.Connections;

/// <summary>The bytes of one connection that have arrived and are not consumed: one contiguous array, so that frames are read in place.</summary>
/// <remarks>
/// Rented only while something is in it: an idle connection holds none. A frame grows it as its bytes arrive, at most 256 KiB
/// ahead of them: a length that a peer only announces costs nothing.
/// </remarks>
internal sealed class ReceiveBuffer : IDisposable
{
    /// <summary>What one receive may bring: enough for 400 PHASE frames.</summary>
    public const int Least = 64 * 1024;

    /// <summary>The most that is rented beyond what has arrived.</summary>
    public const int Ahead = 256 * 1024;

    private byte[] _bytes = [];
    private int _start, _end;

    public bool IsEmpty => _start == _end;

    public ReadOnlySpan<byte> Received => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Bytes rented: 0 while idle.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>Room for the next bytes of a frame that needs <paramref name="frameLength"/> in all; never empty.</summary>
    public Memory<byte> Room(int frameLength)
    {
        var received = _end - _start;
        var wanted = Math.Max(Least, Math.Min(frameLength, received + Ahead));
        if (_bytes.Length < wanted || received == _bytes.Length) MoveTo(ArrayPool<byte>.Shared.Rent(Math.Max(wanted, received + Least)));
        else if (_bytes.Length - _start < wanted) MoveTo(_bytes);
        return _bytes.AsMemory(_end);
    }

    /// <summary>Bytes were received into the room.</summary>
    public void Filled(int count) => _end += count;

    /// <summary>Drops bytes from the front.</summary>
    public void Consume(int count)
    {
        _start += count;
        if (_start == _end) _start = _end = 0;
    }

    /// <summary>Gives the array back; only an empty buffer may go idle.</summary>
    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _start = _end = 0;
    }

    private void MoveTo(byte[] target)
    {
        Received.CopyTo(target);
        _end -= _start;
        _start = 0;
        if (ReferenceEquals(target, _bytes)) return;
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = target;
    }
}
