using BloomCoin.Node.Configuration;
using CsCheck;

namespace BloomCoin.Node.Tests.Configuration;

/// <summary>The distance that decides which key was meant.</summary>
public sealed class EditDistanceTests
{
    private static readonly Gen<string> Words = Gen.String[Gen.Char["abcde"], 0, 12];

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("Listen", "Lisen", 1)]
    [InlineData("Listen", "Listne", 2)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "Listen", 6)]
    public void It_counts_letters_added_dropped_and_changed(string one, string other, int expected) =>
        Assert.Equal(expected, EditDistance.Between(one, other));

    [Fact]
    public void Letter_case_does_not_count() => Assert.Equal(0, EditDistance.Between("siloPORT", "SiloPort"));

    [Fact]
    public void It_is_zero_for_the_same_word_only() =>
        Gen.Select(Words, Words).Sample((one, other) =>
            (EditDistance.Between(one, other) == 0) == string.Equals(one, other, StringComparison.Ordinal));

    [Fact]
    public void It_is_the_same_both_ways() =>
        Gen.Select(Words, Words).Sample((one, other) => EditDistance.Between(one, other) == EditDistance.Between(other, one));

    [Fact]
    public void A_way_round_is_never_shorter() => Gen.Select(Words, Words, Words).Sample((one, between, other) =>
        EditDistance.Between(one, other) <= EditDistance.Between(one, between) + EditDistance.Between(between, other));

    [Fact]
    public void It_is_at_most_the_longer_words_length_and_at_least_the_difference() => Gen.Select(Words, Words).Sample((one, other) =>
        EditDistance.Between(one, other) <= Math.Max(one.Length, other.Length)
            && EditDistance.Between(one, other) >= Math.Abs(one.Length - other.Length));
}
