using CsCheck;

namespace BloomCoin.Chain.Tests;

public sealed class Hash256Tests
{
    [Fact]
    public void A_hash_is_shown_in_the_order_in_which_its_bytes_are_stored() => Gen.Byte.Array[Hash256.Length].Sample(bytes =>
    {
        var hash = new Hash256(bytes);
        Assert.Equal(Convert.ToHexStringLower(bytes), hash.ToString());
        Assert.Equal(bytes, hash.ToArray());
        Assert.Equal(hash, Hash256.Parse(hash.ToString()));
        Assert.Equal(hash.GetHashCode(), Hash256.Parse(hash.ToString()).GetHashCode());
    });

    [Theory, InlineData(""), InlineData("00"), InlineData("zz63c5e07a79be7a693111e0680f12dc2da17d795b736acccea06c0db3788e49")]
    public void Other_text_is_no_hash(string text)
    {
        Assert.False(Hash256.TryParse(text, out var hash));
        Assert.True(hash.IsZero);
        Assert.Throws<FormatException>(() => Hash256.Parse(text));
    }

    [Fact]
    public void Hashes_that_differ_in_one_bit_differ() => Gen.Select(Gen.Byte.Array[Hash256.Length], Gen.Int[0, 255]).Sample((bytes, bit) =>
    {
        var hash = new Hash256(bytes);
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return hash != new Hash256(bytes) && !hash.Equals((object)new Hash256(bytes));
    });
}
