using BloomCoin.Peering.Gossip;
using CsCheck;

namespace BloomCoin.Peering.Tests.Gossip;

/// <summary>The digest that tells one merge from another.</summary>
public sealed class HeldMergeTests
{
    [Fact]
    public void Phases_that_differ_in_any_bit_have_another_digest() =>
        Gen.Select(Gen.Byte.Array[126], Gen.Int[0, (126 * 8) - 1]).Sample((phases, bit) =>
        {
            var digest = HeldMerge.DigestOf(phases);
            Assert.Equal(digest, HeldMerge.DigestOf([.. phases]));
            phases[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(digest, HeldMerge.DigestOf(phases));
        });

    [Fact]   // 2^32 pairs would make one collision likely
    public void A_hundred_thousand_different_phases_have_as_many_digests()
    {
        var phases = new byte[126];
        var digests = new HashSet<ulong>();
        for (var number = 0; number < 100_000; number++)
        {
            BitConverter.TryWriteBytes(phases.AsSpan(number % 120), number);
            Assert.True(digests.Add(HeldMerge.DigestOf(phases)));
        }
    }
}
