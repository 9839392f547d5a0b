using BloomCoin.Abstractions.Events;

namespace BloomCoin.Grains.Tests.Events;

public sealed class EventPositionTests
{
    [Fact]
    public void A_position_is_kept_as_text()
    {
        var position = new EventPosition(Guid.NewGuid(), 1234567890123);
        Assert.True(EventPosition.TryParse(position.ToString(), out var again));
        Assert.Equal(position, again);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("-"), InlineData("7"), InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef-"), InlineData("0123456789abcdef0123456789abcdef--1"), InlineData("0123456789abcdef-1")]
    [InlineData("0123456789abcdef0123456789abcdef-9223372036854775808")]
    public void Other_text_is_none(string? text) => Assert.False(EventPosition.TryParse(text, out _));
}
