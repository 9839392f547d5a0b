namespace BloomCoin.Protocol.Messages;

/// <summary>How one item of an <see cref="ItemList{TItem, TLayout}"/> lies on the wire.</summary>
public interface IItemLayout<TItem>
    where TItem : allows ref struct
{
    /// <summary>Bytes of one item.</summary>
    static abstract int Size { get; }

    /// <summary>Decodes exactly <see cref="Size"/> bytes; any bits are accepted, a message judges values itself.</summary>
    static abstract TItem Read(ReadOnlySpan<byte> item);

    /// <summary>Encodes at the start of <paramref name="output"/>.</summary>
    static abstract void Write(TItem item, Span<byte> output);
}

/// <summary>A block hash or a txid: 32 bytes, in the order in which they are stored.</summary>
public readonly struct HashLayout : IItemLayout<ReadOnlySpan<byte>>
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = 32;

    static int IItemLayout<ReadOnlySpan<byte>>.Size => Size;

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> item) => item;

    /// <inheritdoc/>
    public static void Write(ReadOnlySpan<byte> item, Span<byte> output) => item.CopyTo(output[..Size]);
}

/// <summary>A block header, opaque here: 92 bytes (chain-format, header).</summary>
public readonly struct HeaderLayout : IItemLayout<ReadOnlySpan<byte>>
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 92;

    static int IItemLayout<ReadOnlySpan<byte>>.Size => Size;

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> item) => item;

    /// <inheritdoc/>
    public static void Write(ReadOnlySpan<byte> item, Span<byte> output) => item.CopyTo(output[..Size]);
}
