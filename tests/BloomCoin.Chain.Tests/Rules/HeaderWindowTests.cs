using BloomCoin.Chain.Rules;
using BloomCoin.Chain.Tests.Vectors;

namespace BloomCoin.Chain.Tests.Rules;

// chain-format rules 4 and 5
public sealed class HeaderWindowTests
{
    private static readonly ChainParameters Mainnet = ChainParameters.Mainnet;

    [Fact]
    public void A_window_from_genesis_ends_in_genesis()
    {
        var window = HeaderWindow.FromGenesis(Mainnet);
        Assert.Equal((Mainnet.GenesisHash, 0), (window.Hash, window.Height));
        Assert.Equal((1_700_000_000u, 0x1d00ffffu), (window.Timestamp, window.Difficulty));
    }

    [Theory]
    [InlineData(420, 0x1d00ffff)]   // on time
    [InlineData(210, 0x1d00a6c5)]   // twice as fast: 2^tau = 1.535
    [InlineData(840, 0x1d00ffff)]   // slower, but never easier than genesis
    [InlineData(1, 0x1c3fffc0)]     // clamped to four times harder
    public void The_first_retarget_is_at_height_123_over_122_intervals(uint interval, uint expected)
    {
        var window = HeaderWindow.FromGenesis(Mainnet);
        SyntheticHeaders.Extend(window, Mainnet, 122, interval);
        Assert.Equal(0x1d00ffffu, window.Difficulty);
        Assert.Equal(expected, window.NextDifficulty(Mainnet));
    }

    [Fact]
    public void Between_retargets_the_difficulty_is_the_parents()
    {
        var window = HeaderWindow.FromGenesis(Mainnet);
        SyntheticHeaders.Extend(window, Mainnet, 123, 210);
        Assert.Equal(0x1d00a6c5u, window.Difficulty);
        for (var height = 124; height < 246; height++)
        {
            SyntheticHeaders.Extend(window, Mainnet, 1, (uint)height);
            Assert.Equal(0x1d00a6c5u, window.Difficulty);
        }
    }

    [Fact]   // at 246 the intervals are those from 122 to 245
    public void A_later_retarget_looks_back_123_intervals()
    {
        var window = HeaderWindow.FromGenesis(Mainnet);
        SyntheticHeaders.Extend(window, Mainnet, 122, 1);
        SyntheticHeaders.Extend(window, Mainnet, 1, 10_000);   // the interval from 122 to 123 belongs to the second retarget
        SyntheticHeaders.Extend(window, Mainnet, 122, 500);

        var expected = Retarget.Next(0x1c3fffc0, Retarget.Thousandths(420, 10_000 + 122 * 500, 123));
        Assert.Equal(245, window.Height);
        Assert.Equal(expected, window.NextDifficulty(Mainnet));
    }

    [Fact]   // devnet: 5 s in place of 420
    public void Devnet_steers_to_five_seconds()
    {
        var window = HeaderWindow.FromGenesis(ChainParameters.Devnet);
        SyntheticHeaders.Extend(window, ChainParameters.Devnet, 122, 5);
        Assert.Equal(0x1d00ffffu, window.NextDifficulty(ChainParameters.Devnet));

        var faster = HeaderWindow.FromGenesis(ChainParameters.Devnet);
        SyntheticHeaders.Extend(faster, ChainParameters.Devnet, 122, 3);
        Assert.Equal(0x1d00bab8u, faster.NextDifficulty(ChainParameters.Devnet));
    }

    [Fact]
    public void The_wrong_difficulty_at_a_retarget_is_refused()
    {
        var window = HeaderWindow.FromGenesis(Mainnet);
        SyntheticHeaders.Extend(window, Mainnet, 122, 210);
        var header = SyntheticHeaders.Next(window, Mainnet, 210) with { Difficulty = 0x1d00ffff };
        Mutation.AssertBreaks(Fault.UnexpectedDifficulty, HeaderRules.Check(header, window, Mainnet, SyntheticHeaders.Never));
    }

    [Theory, InlineData(1), InlineData(122), InlineData(123), InlineData(124), InlineData(125), InlineData(245), InlineData(300)]
    public void A_window_from_ancestors_is_the_one_that_was_extended(int height)
    {
        var extended = HeaderWindow.FromGenesis(Mainnet);
        var headers = SyntheticHeaders.Extend(extended, Mainnet, height, 100);
        headers = [.. Mainnet.Genesis.Bytes.Span[..BlockHeader.Length], .. headers];
        var least = Math.Min(HeaderWindow.Length, height + 1) * BlockHeader.Length;

        foreach (var given in (byte[][])[headers, headers[^least..]])
        {
            var window = HeaderWindow.FromAncestors(given, height);
            Assert.Equal((extended.Hash, extended.Height, extended.Timestamp, extended.Difficulty),
                (window.Hash, window.Height, window.Timestamp, window.Difficulty));
            var copy = extended.Clone();
            SyntheticHeaders.Extend(window, Mainnet, 130, 777);
            SyntheticHeaders.Extend(copy, Mainnet, 130, 777);
            Assert.Equal((copy.Hash, copy.Difficulty), (window.Hash, window.Difficulty));
        }
    }

    [Fact]
    public void A_violation_leaves_the_window_as_it_was()
    {
        var window = HeaderWindow.FromGenesis(Mainnet);
        var header = new byte[BlockHeader.Length];
        (SyntheticHeaders.Next(window, Mainnet, 420) with { Difficulty = 1 }).Write(header);

        Assert.False(window.TryExtend(header, BlockHeader.HashOf(header), Mainnet, SyntheticHeaders.Never, out var violation));
        Assert.NotNull(violation);
        Assert.Equal((Mainnet.GenesisHash, 0), (window.Hash, window.Height));
        SyntheticHeaders.Extend(window, Mainnet, 1, 420);
    }

    [Fact]
    public void A_clone_goes_its_own_way()
    {
        var window = HeaderWindow.FromGenesis(Mainnet);
        SyntheticHeaders.Extend(window, Mainnet, 100, 420);
        var before = (window.Hash, window.Height, window.Timestamp, window.Difficulty);
        var clone = window.Clone();
        SyntheticHeaders.Extend(clone, Mainnet, 200, 1);

        Assert.Equal(before, (window.Hash, window.Height, window.Timestamp, window.Difficulty));
        SyntheticHeaders.Extend(window, Mainnet, 22, 420);
        Assert.Equal(0x1d00ffffu, window.NextDifficulty(Mainnet));
    }

    [Theory, InlineData(0, 0), InlineData(123, 123), InlineData(123, 1000), InlineData(0, 5)]
    public void Too_few_ancestors_are_a_mistake_of_the_caller(int headers, int lastHeight) => Assert.Throws<ArgumentException>(
        () => HeaderWindow.FromAncestors(new byte[headers * BlockHeader.Length], lastHeight));

    [Fact]
    public void Half_a_header_is_a_mistake_of_the_caller() => Assert.Throws<ArgumentException>(
        () => HeaderWindow.FromAncestors(new byte[BlockHeader.Length + 1], 0));
}
