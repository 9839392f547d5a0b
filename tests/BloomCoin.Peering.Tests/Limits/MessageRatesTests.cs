using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Tests.Limits;

/// <summary>wire-protocol 6, the table.</summary>
public sealed class MessageRatesTests
{
    [Theory]
    [InlineData(MessageType.Block, 10)]
    [InlineData(MessageType.Tx, 100)]
    [InlineData(MessageType.Phase, 60)]
    [InlineData(MessageType.GetBlocks, 20)]
    [InlineData(MessageType.Ping, 100)]
    [InlineData(MessageType.Addr, 100)]
    [InlineData(MessageType.GetHeaders, 100)]
    public void The_protocol_has_a_limit_for_each_type(MessageType type, int perMinute) => Assert.Equal(perMinute, MessageRates.Protocol.PerMinute(type));

    [Fact]
    public void Every_type_has_an_index_of_its_own_but_those_of_the_handshake()
    {
        var indexes = Enum.GetValues<MessageType>().Where(type => MessageRates.IndexOf(type) >= 0).Select(MessageRates.IndexOf).ToList();
        Assert.Equal(Enumerable.Range(0, MessageRates.LimitedTypes.Count), indexes.Order());
        Assert.All([MessageType.None, MessageType.Version, MessageType.Verack], type => Assert.Equal(-1, MessageRates.IndexOf(type)));
    }

    [Fact]
    public void A_limit_that_is_configured_takes_the_place_of_the_protocols()
    {
        var rates = new MessageRates(new Dictionary<MessageType, int> { [MessageType.Tx] = 7 });
        Assert.Equal((7, 60), (rates.PerMinute(MessageType.Tx), rates.PerMinute(MessageType.Phase)));
    }
}
