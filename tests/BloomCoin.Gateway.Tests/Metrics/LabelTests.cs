using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing;

namespace BloomCoin.Gateway.Tests.Metrics;

/// <summary>Nothing that a stranger sends makes a time series: what a gateway shows after them has the names and labels that it had before.</summary>
public sealed class LabelTests
{
    [Fact]
    public async Task Strangers_who_send_anything_add_no_time_series()
    {
        using var gateway = new SessionContext();
        using var queues = new TestMeters();
        _ = new QueueMetrics(queues, gateway.Context);
        string[] before = [.. gateway.Shown.Series, .. ShownMetrics.Of(queues).Series];
        Assert.Contains("bloom.gateway.violations kind=BadChecksum", before);
        Assert.Contains("bloom.gateway.queue queue=PhaseBatches", before);

        foreach (var bytes in Nonsense())
        {
            await using var pair = await SessionPair.Establish(gateway);
            await pair.Peer.SendInVain(bytes);
            await pair.Peer.SendInVain(Wire.Ping(1));
            await pair.Peer.IsAnswered();
        }

        string[] after = [.. gateway.Shown.Series, .. ShownMetrics.Of(queues).Series];
        Assert.Equal(before, after);
        Assert.True(gateway.Shown.Find("bloom.gateway.violations", "kind=BadChecksum") > 0);
        Assert.True(gateway.Shown.Find("bloom.gateway.violations", "kind=WrongMagic") > 0);
        Assert.True(gateway.Shown.Find("bloom.gateway.violations", "kind=LengthMismatch") > 0);
        Assert.True(gateway.Shown.Find("bloom.gateway.received_messages", "type=None") > 0);
    }

    /// <summary>Every type that there is and is not, and damage of every kind.</summary>
    private static IEnumerable<byte[]> Nonsense()
    {
        yield return [.. Enumerable.Range(0, 256).Where(type => !Enum.IsDefined((MessageType)type)).SelectMany(type => Wire.Frame((MessageType)type, 1, 2, 3))];
        foreach (var type in Enum.GetValues<MessageType>()) yield return Wire.Frame(type, 255, 255, 255);
        yield return Wire.Header(MessageType.Ping, uint.MaxValue);
        yield return Wire.Header(MessageType.Ping, 8, ulong.MaxValue);
        yield return new byte[64];
    }
}
