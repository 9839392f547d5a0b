using System.Numerics;
using CsCheck;

namespace BloomCoin.Chain.Tests;

// chain-format, Best chain: work = sum of floor(2^256 / (target + 1))
public sealed class ChainWorkTests
{
    private static readonly ChainWork Most = new((BigInteger.One << 256) - 1);

    private static readonly Gen<ChainWork> Works = Gen.Byte.Array[ChainWork.Length].Select(bytes => ChainWork.FromBytes(bytes));

    [Fact]
    public void Stored_work_reads_back() => Works.Sample(work => ChainWork.FromBytes(work.ToArray()) == work);

    [Fact]
    public void Stored_work_sorts_as_work_does() => Gen.Select(Works, Works).Sample((left, right) =>
        Math.Sign(left.ToArray().AsSpan().SequenceCompareTo(right.ToArray())) == Math.Sign(left.CompareTo(right))
        && left < right == right > left
        && left <= right == right >= left);

    [Fact]
    public void Work_beyond_what_can_be_stored_counts_as_the_most_that_can()
    {
        var hardest = CompactTarget.Work(CompactTarget.Encode(1));
        Assert.Equal(Most, hardest + hardest);
        Assert.Equal(Most, Most + hardest);
        Assert.Equal(32, (hardest + hardest).ToArray().Length);
    }

    [Fact]
    public void A_harder_block_is_more_work() => Assert.True(CompactTarget.Work(0x1c3fffc0) > CompactTarget.Work(0x1d00ffff));
}
