using System.Buffers;
using BloomCoin.Protocol.Frames;

namespace BloomCoin.Gateway.Connections;

/// <summary>The frames of one lane, first in, first out, encoded back to back in pooled blocks. Holds no block while it is empty. Its owner locks.</summary>
/// <remarks>A frame lies contiguous in one block, so a block ends with a frame.</remarks>
internal sealed class FrameLane
{
    /// <summary>The first block is small: a greeting or a PONG is mostly all that waits, and of thousands of peers that are greeted together the pool keeps few blocks.</summary>
    private const int FirstBlockBytes = 1024, BlockBytes = 16 * 1024;

    private Block? _first, _last, _spare;

    /// <summary>Bytes that are still to be sent of the frame at the front, when it was begun.</summary>
    private int _frameLeft;

    /// <summary>Whether the socket may be reading from the first block: then it stays where it is.</summary>
    private bool _isLent;

    public bool IsEmpty => _first is null;

    /// <summary>Whether a frame is partly sent: no other lane may go on before its end.</summary>
    public bool IsInsideFrame => _frameLeft > 0;

    /// <summary>Room for one frame, behind what waits; <see cref="Added"/> follows.</summary>
    public Span<byte> Room(int length)
    {
        if (_last is null || (_last.Bytes.Length - _last.End < length && !TryGrow(_last, length))) Extend(length);
        return _last!.Bytes.AsSpan(_last.End, length);
    }

    public void Added(int length) => _last!.End += length;

    /// <summary>What may be sent next, at most so many bytes: whole frames, or a part of one that is longer.</summary>
    public ReadOnlyMemory<byte> Front(int most)
    {
        _isLent = true;
        var block = _first!;
        var waiting = block.Bytes.AsMemory(block.Start, block.End - block.Start);
        if (waiting.Length <= most) return waiting;

        var whole = 0;
        for (var next = _frameLeft > 0 ? _frameLeft : LengthAt(block.Start); whole + next <= most; next = LengthAt(block.Start + whole)) whole += next;
        return waiting[..(whole > 0 ? whole : most)];
    }

    /// <summary>The socket took bytes of the front; says how many frames ended with them.</summary>
    public int Sent(int bytes, TrafficCounts traffic)
    {
        _isLent = false;
        var block = _first!;
        var frames = 0;
        while (bytes > 0)
        {
            if (_frameLeft == 0)
            {
                var header = HeaderAt(block.Start);
                traffic.Sent(header.Type);
                _frameLeft = LengthOf(header);
            }

            var part = Math.Min(_frameLeft, bytes);
            block.Start += part;
            bytes -= part;
            _frameLeft -= part;
            if (_frameLeft == 0) frames++;
        }

        if (block.Start == block.End) Release(block);
        return frames;
    }

    /// <summary>Gives every block back.</summary>
    public void Clear()
    {
        while (_first is { } block) Release(block);
        _frameLeft = 0;
    }

    private int LengthAt(int offset) => LengthOf(HeaderAt(offset));

    private FrameHeader HeaderAt(int offset)
    {
        FrameHeader.TryRead(_first!.Bytes.AsSpan(offset), out var header);
        return header;
    }

    /// <summary>Makes the small first block a whole one, so that what gathers in it still goes together.</summary>
    private bool TryGrow(Block block, int length)
    {
        var waiting = block.End - block.Start;
        if (_isLent || block != _first || block.Bytes.Length >= BlockBytes || waiting + length > BlockBytes) return false;
        var whole = ArrayPool<byte>.Shared.Rent(BlockBytes);
        block.Bytes.AsSpan(block.Start, waiting).CopyTo(whole);
        ArrayPool<byte>.Shared.Return(block.Bytes);
        (block.Bytes, block.Start, block.End) = (whole, 0, waiting);
        return true;
    }

    private static int LengthOf(in FrameHeader header) => FrameHeader.Size + (int)header.PayloadLength;

    /// <summary>A block of its own for a frame that is longer than a block.</summary>
    private void Extend(int length)
    {
        var block = _spare ?? new Block();
        _spare = null;
        block.Bytes = ArrayPool<byte>.Shared.Rent(Math.Max(length, _last is null ? FirstBlockBytes : BlockBytes));
        if (_last is null) _first = block;
        else _last.Next = block;
        _last = block;
    }

    private void Release(Block block)
    {
        ArrayPool<byte>.Shared.Return(block.Bytes);
        _first = block.Next;
        if (_first is null) _last = null;
        (block.Bytes, block.Start, block.End, block.Next) = ([], 0, 0, null);
        _spare = block;
    }

    private sealed class Block
    {
        public byte[] Bytes = [];
        public int Start, End;
        public Block? Next;
    }
}
