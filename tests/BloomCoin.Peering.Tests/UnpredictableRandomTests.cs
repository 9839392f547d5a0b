using CsCheck;

namespace BloomCoin.Peering.Tests;

/// <summary>It keeps the contract of <see cref="Random"/>. Its values cannot be seeded, so only what holds for all of them is asserted.</summary>
public sealed class UnpredictableRandomTests
{
    private readonly UnpredictableRandom _random = new();

    [Fact]
    public void Next_lies_in_its_range() => Gen.Select(Gen.Int, Gen.Int).Where((a, b) => a != b).Sample((a, b) =>
    {
        var (least, end) = (Math.Min(a, b), Math.Max(a, b));
        Assert.InRange(_random.Next(least, end), least, end - 1);
    });

    [Fact]
    public void Next_below_a_limit_lies_below_it() => Gen.Int[1, int.MaxValue].Sample(limit => Assert.InRange(_random.Next(limit), 0, limit - 1));

    [Fact]
    public void A_range_of_one_value_is_that_value()
    {
        Assert.Equal(0, _random.Next(0));
        Assert.Equal(0, _random.Next(1));
        Assert.Equal(5, _random.Next(5, 5));
        Assert.Equal(5, _random.Next(5, 6));
    }

    [Fact]
    public void Every_value_of_a_small_range_is_drawn()
    {
        var drawn = new HashSet<int>();
        while (drawn.Count < 6) drawn.Add(_random.Next(-3, 3));   // ends with certainty, in 15 draws on average
        Assert.Equal([-3, -2, -1, 0, 1, 2], drawn.Order());
    }

    [Fact]
    public void Doubles_and_longs_lie_in_their_ranges()
    {
        for (var draw = 0; draw < 10_000; draw++)
        {
            Assert.InRange(_random.NextDouble(), 0, 1 - (1.0 / (1L << 53)));
            Assert.InRange(_random.Next(), 0, int.MaxValue - 1);
            Assert.InRange(_random.NextInt64(), 0, long.MaxValue - 1);
        }
    }

    [Theory, InlineData(0), InlineData(1), InlineData(1000)]
    public void Bytes_are_filled_to_the_end(int length)
    {
        var (array, span) = (new byte[length], new byte[length]);
        var seen = new bool[length];
        while (!seen.All(nonZero => nonZero))
        {
            _random.NextBytes(array);
            _random.NextBytes(span.AsSpan());
            for (var index = 0; index < length; index++) seen[index] |= array[index] != 0 && span[index] != 0;
        }

        Assert.Equal(length, seen.Length);
    }
}
