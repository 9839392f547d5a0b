using BloomCoin.Testing;

namespace BloomCoin.Grains.Tests.Metrics;

/// <summary>What a grain knows is shown while it is here, and then no more.</summary>
public sealed class HeldHereTests
{
    private readonly HeldHere<int> _shown = new();

    [Fact]
    public void Nothing_is_shown_before_the_grain_is_here_and_after_it_has_left()
    {
        Assert.Empty(_shown.Measure(value => value));
        using (_shown.Show(() => 7)) Assert.Equal(7, Assert.Single(_shown.Measure(value => value)).Value);
        Assert.Empty(_shown.Measure(value => value));
    }

    [Fact]
    public void An_activation_that_ends_late_does_not_take_its_successor_along()
    {
        var old = _shown.Show(() => 7);
        using var next = _shown.Show(() => 8);
        old.Dispose();
        Assert.Equal(8, Assert.Single(_shown.Measure(value => value)).Value);
    }
}
