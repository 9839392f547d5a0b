using System.Buffers.Binary;

namespace BloomCoin.Protocol.Messages;

/// <summary>The items of a message, one after the other as on the wire: a view that decodes an item when it is looked at.</summary>
/// <typeparam name="TItem">What an item is here: a span for opaque bytes (hashes, headers), else a value.</typeparam>
/// <typeparam name="TLayout">How an item lies on the wire.</typeparam>
public readonly ref struct ItemList<TItem, TLayout>
    where TItem : allows ref struct
    where TLayout : IItemLayout<TItem>
{
    private const int CountSize = sizeof(ushort);

    /// <summary>Takes encoded items, back to back, without a count before them.</summary>
    /// <exception cref="ArgumentException">The bytes are not a whole number of items.</exception>
    public ItemList(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % TLayout.Size != 0)
        {
            throw new ArgumentException($"{bytes.Length} bytes are not a whole number of {TLayout.Size}-byte items.", nameof(bytes));
        }

        Bytes = bytes;
    }

    /// <summary>The items as on the wire.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Number of items.</summary>
    public int Count => Bytes.Length / TLayout.Size;

    /// <summary>Decodes one item.</summary>
    public TItem this[int index] => TLayout.Read(Bytes.Slice(index * TLayout.Size, TLayout.Size));

    /// <summary>Goes over the items in wire order.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Bytes with the u16 count before them.</summary>
    internal int CountedLength => CountSize + Bytes.Length;

    /// <summary>Reads <c>u16 count, items</c>. The count's range comes first, then the bytes: a claim alone moves nothing.</summary>
    internal static bool TryReadCounted(
        ReadOnlySpan<byte> counted, int least, int most, out ItemList<TItem, TLayout> list, out ProtocolViolation violation)
    {
        list = default;
        violation = ProtocolViolation.LengthMismatch;
        if (counted.Length < CountSize) return false;

        int count = BinaryPrimitives.ReadUInt16BigEndian(counted);
        if (count < least || count > most)
        {
            violation = ProtocolViolation.CountOutOfRange;
            return false;
        }

        var items = counted[CountSize..];
        if (items.Length != count * TLayout.Size) return false;

        list = new ItemList<TItem, TLayout>(items);
        violation = ProtocolViolation.None;
        return true;
    }

    /// <summary>Writes <c>u16 count, items</c>.</summary>
    internal void WriteCounted(Span<byte> output)
    {
        BinaryPrimitives.WriteUInt16BigEndian(output, (ushort)Count);
        Bytes.CopyTo(output[CountSize..]);
    }

    /// <summary>This list, or an exception where a message of our own would be malformed to its receiver.</summary>
    internal ItemList<TItem, TLayout> Within(int least, int most) => Count >= least && Count <= most
        ? this
        : throw new InvalidOperationException($"The message holds {least} to {most} items, not {Count}.");

    /// <summary>The position in a pass over the list.</summary>
    public ref struct Enumerator
    {
        private readonly ItemList<TItem, TLayout> _list;
        private int _index;

        internal Enumerator(ItemList<TItem, TLayout> list)
        {
            _list = list;
            _index = -1;
        }

        /// <summary>The item at the position.</summary>
        public readonly TItem Current => _list[_index];

        /// <summary>Steps on; false after the last item.</summary>
        public bool MoveNext() => ++_index < _list.Count;
    }
}
