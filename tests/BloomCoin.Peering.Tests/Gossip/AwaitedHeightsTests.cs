using BloomCoin.Peering.Gossip;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Gossip;

/// <summary>wire-protocol 6: answers that were asked for do not count against the sender's limits.</summary>
public sealed class AwaitedHeightsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void As_many_messages_are_owed_as_were_asked_for()
    {
        var awaited = new AwaitedHeights(_time);
        Assert.False(awaited.TryTake(7));
        awaited.Add(7);
        awaited.Add(7);
        awaited.Add(8);
        Assert.True(awaited.TryTake(7));
        Assert.True(awaited.TryTake(7));
        Assert.False(awaited.TryTake(7));
        Assert.True(awaited.TryTake(8));
        Assert.Equal(0, awaited.Count);
    }

    [Fact]
    public void What_is_30_s_late_was_not_asked_for()
    {
        var awaited = new AwaitedHeights(_time);
        awaited.Add(7);
        awaited.Add(7);
        _time.Advance(AwaitedHeights.Patience);
        Assert.True(awaited.TryTake(7));
        _time.Advance(TimeSpan.FromTicks(1));
        awaited.Add(8);
        Assert.False(awaited.TryTake(7));
        awaited.Add(7);
        Assert.True(awaited.TryTake(7));
        Assert.False(awaited.TryTake(7));
    }

    [Fact]
    public void No_more_is_taken_than_was_asked_for_and_memory_is_bounded() =>
        Gen.Select(Gen.UInt[1, 300], Gen.Bool, Gen.Double[0, 1]).Array[1, 500].Sample(steps =>
        {
            var time = new FakeTimeProvider();
            var awaited = new AwaitedHeights(time);
            var owed = new Dictionary<uint, int>();
            foreach (var (height, isAsked, pause) in steps)
            {
                time.Advance(TimeSpan.FromSeconds(pause));
                if (isAsked)
                {
                    awaited.Add(height);
                    owed[height] = owed.GetValueOrDefault(height) + 1;
                }
                else if (awaited.TryTake(height))
                {
                    Assert.InRange(--owed[height], 0, int.MaxValue);
                }

                Assert.InRange(awaited.Count, 0, AwaitedHeights.MaxHeights);
            }
        }, iter: 100);
}
