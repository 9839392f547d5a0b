namespace BloomCoin.Protocol.Messages;

/// <summary>Builds an <see cref="ItemList{TItem, TLayout}"/> out of values.</summary>
public static class ItemList
{
    /// <summary>
    /// Encodes <paramref name="items"/> into <paramref name="storage"/>, which the caller keeps as long as the list is used, and
    /// which holds at least their number times the layout's size.
    /// </summary>
    /// <example><c>ItemList.Encode&lt;uint, HeightLayout&gt;([41, 42], stackalloc byte[2 * HeightLayout.Size])</c></example>
    public static ItemList<TItem, TLayout> Encode<TItem, TLayout>(scoped ReadOnlySpan<TItem> items, Span<byte> storage)
        where TLayout : IItemLayout<TItem>
    {
        for (var index = 0; index < items.Length; index++) TLayout.Write(items[index], storage[(index * TLayout.Size)..]);
        return new ItemList<TItem, TLayout>(storage[..(items.Length * TLayout.Size)]);
    }
}
