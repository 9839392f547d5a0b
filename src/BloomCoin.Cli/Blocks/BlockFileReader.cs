using System.Buffers.Binary;
using BloomCoin.Abstractions.Chain;

namespace BloomCoin.Cli.Blocks;

/// <summary>Reads a .blocks file once, forwards: u32 length little-endian, then the block; heights from 0.</summary>
/// <remarks>
/// A file is a stranger's word. The buffer grows only as bytes arrive, at most to twice what has come, so a length that
/// lies costs nothing. It is used again for the next block.
/// </remarks>
public sealed class BlockFileReader(Stream file)
{
    /// <summary>The longest block (chain-format rule 1): 32 MiB.</summary>
    public const int MaxBlockLength = 32 * 1024 * 1024;

    private const int FirstBuffer = 64 * 1024;

    private byte[] _buffer = new byte[FirstBuffer];

    /// <summary>The block that was read last; null before the first, at the end and at a fault. Valid until the next read.</summary>
    public ReadOnlyMemory<byte>? Current { get; private set; }

    /// <summary>The height of <see cref="Current"/>; -1 before the first. At the end or a fault: of the last whole block.</summary>
    public int Height { get; private set; } = -1;

    /// <summary>Where the last whole block ends, in bytes from the start of the file.</summary>
    public long Position { get; private set; }

    /// <summary>Why reading stopped before the end; null when it did not.</summary>
    public BlockFault? Fault { get; private set; }

    /// <summary>True when the fault is only that the file ends too soon, as after an interrupted write.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Reads the next block; false at the end of the file or at a fault, for good.</summary>
    public async ValueTask<bool> Read(CancellationToken cancellation)
    {
        Current = null;
        if (Fault is not null)
        {
            return false;
        }

        var prefix = await file.ReadAtLeastAsync(_buffer.AsMemory(0, BlockBatch.PrefixLength), BlockBatch.PrefixLength, throwOnEndOfStream: false, cancellation);
        if (prefix < BlockBatch.PrefixLength)
        {
            return prefix != 0 && Torn($"the file ends after {prefix} of the {BlockBatch.PrefixLength} bytes of its length");
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(_buffer);
        if (length > MaxBlockLength)
        {
            return Break($"its length says {length} bytes, and the most is {MaxBlockLength}");
        }

        var read = await ReadBody((int)length, cancellation);
        if (read < length)
        {
            return Torn($"its length says {length} bytes, and the file ends after {read} of them");
        }

        Current = _buffer.AsMemory(0, (int)length);
        Height++;
        Position += BlockBatch.PrefixLength + length;
        return true;
    }

    private async ValueTask<int> ReadBody(int length, CancellationToken cancellation)
    {
        var read = 0;
        while (read < length)
        {
            if (read == _buffer.Length)
            {
                Array.Resize(ref _buffer, Math.Min(read * 2, MaxBlockLength));
            }

            var space = Math.Min(length, _buffer.Length) - read;
            var count = await file.ReadAsync(_buffer.AsMemory(read, space), cancellation);
            if (count == 0)
            {
                break;
            }

            read += count;
        }

        return read;
    }

    private bool Torn(string reason)
    {
        IsTorn = true;
        return Break(reason);
    }

    private bool Break(string reason)
    {
        Fault = new(Height + 1, BlockFault.Structure, reason);
        return false;
    }
}
