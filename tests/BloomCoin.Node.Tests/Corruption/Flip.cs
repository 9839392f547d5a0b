using BloomCoin.Node.Tests.Chains;

namespace BloomCoin.Node.Tests.Corruption;

/// <summary>One changed byte of the reference chain.</summary>
/// <param name="Height">The block.</param>
/// <param name="Layout">Its layout before the change.</param>
/// <param name="Field">What the byte belongs to.</param>
/// <param name="Offset">Where it is, from the block's length prefix on.</param>
/// <param name="Mask">The bits that change.</param>
internal sealed record Flip(int Height, BlockLayout Layout, Field Field, int Offset, byte Mask)
{
    /// <summary>A byte of a field, and bits of it, by chance: one bit as often as more. Null when the block has no such field.</summary>
    public static Flip? Choose(Random random, int height, Field field)
    {
        var layout = new BlockLayout(Record(height));
        var places = layout.Find(field);
        if (places.Count == 0) return null;
        var (start, length) = places[random.Next(places.Count)];
        var mask = random.Next(2) == 0 ? 1 << random.Next(8) : random.Next(1, 256);
        return new Flip(height, layout, field, start + random.Next(length), (byte)mask);
    }

    /// <summary>The block's length prefix and bytes, changed.</summary>
    public byte[] CorruptRecord()
    {
        var record = Record(Height);
        record[Offset] ^= Mask;
        return record;
    }

    /// <summary>The chain's file up to some block, this block's after it included, changed.</summary>
    public byte[] CorruptFile(int lastHeight)
    {
        var file = ReferenceChain.File[..ReferenceChain.EndOf(lastHeight)];
        file[ReferenceChain.Offsets[Height] + Offset] ^= Mask;
        return file;
    }

    private static byte[] Record(int height) => ReferenceChain.File[ReferenceChain.Offsets[height]..ReferenceChain.EndOf(height)];
}
