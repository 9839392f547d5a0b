using System.Diagnostics.Metrics;
using BloomCoin.Gateway.Tests.Connections;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;
using BloomCoin.Telemetry;

namespace BloomCoin.Gateway.Tests.Metrics;

/// <summary>Labels are closed sets: the kinds of an enum, all of them from the start, and nothing else ever.</summary>
[Collection(nameof(Alone))]
public sealed class KindCountsTests
{
    [Fact]
    public void Every_kind_is_shown_at_0_before_anything_is_counted()
    {
        var shown = new KindCounts<DisconnectReason>("reason").Measure().ToList();
        Assert.Equal(Enum.GetNames<DisconnectReason>(), shown.Select(LabelOf));
        Assert.All(shown, measurement => Assert.Equal(0, measurement.Value));
    }

    [Fact]
    public void What_is_counted_is_shown_under_its_kind()
    {
        var counts = new KindCounts<MessageType>("type", MessageType.None);
        counts.Add(MessageType.Pong);
        counts.Add(MessageType.Pong, 2);
        Assert.Equal(3, counts[MessageType.Pong]);
        Assert.Equal(3, counts.Measure().Single(measurement => LabelOf(measurement) == "Pong").Value);
        Assert.DoesNotContain(counts.Measure(), measurement => LabelOf(measurement) == "None");
    }

    [Fact]   // a byte of a stranger's, or the number of a kind that a newer silo knows
    public void No_number_makes_another_label()
    {
        var counts = new KindCounts<MessageType>("type");
        for (var type = 0; type <= byte.MaxValue; type++) counts.Add((MessageType)type);
        Assert.Equal(Enum.GetNames<MessageType>(), counts.Measure().Select(LabelOf));
        Assert.All(counts.Measure(), measurement => Assert.Equal(1, measurement.Value));
    }

    [Fact]
    public void To_count_allocates_nothing()
    {
        var counts = new KindCounts<MessageType>("type");
        counts.Add(MessageType.Pong);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 1000; count++) counts.Add(MessageType.Pong);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private static string LabelOf(Measurement<long> measurement) => (string)measurement.Tags[0].Value!;
}
