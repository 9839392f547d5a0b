using BloomCoin.Peering.Gossip;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Gossip;

/// <summary>wire-protocol 4: 100 heights, each for 60 s (phase_cache_size, phase_ttl).</summary>
public sealed class PhaseHistoryTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_newest_merge_of_a_height_replaces_the_one_before()
    {
        var history = new PhaseHistory(_time);
        history.Put(Merges.Make(7, 1, coherence: 0.3f));
        history.Put(Merges.Make(7, 2, coherence: 0.9f));
        Assert.Equal(0.9, history.RecentCoherence(7), 6);
        Assert.Equal(0, history.RecentCoherence(8));
        Assert.Single(history.All());
        history.Remove(7);
        Assert.Empty(history.All());
    }

    [Fact]
    public void A_merge_is_held_for_60_s_after_its_last_change()
    {
        var history = new PhaseHistory(_time);
        history.Put(Merges.Make(7));
        _time.Advance(TimeSpan.FromSeconds(40));
        history.Put(Merges.Make(7));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.NotNull(history.Find(7));
        Assert.Null(history.Find(7, TimeSpan.FromSeconds(1)));   // older than asked for
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(history.Find(7));
        Assert.Empty(history.All());
    }

    [Fact]
    public void Of_more_than_100_heights_the_lowest_goes_first()
    {
        var history = new PhaseHistory(_time);
        foreach (var height in Enumerable.Range(1, 101).Reverse()) history.Put(Merges.Make((uint)height));
        Assert.Equal(Enumerable.Range(2, 100).Select(height => (uint)height), history.All().Select(merge => merge.Height));
    }

    [Fact]
    public void Whatever_comes_what_is_held_is_the_newest_of_the_highest_heights_within_60_s() =>
        Gen.Select(Gen.UInt[1, 150], Gen.Byte, Gen.Double[0, 3]).Array[1, 400].Sample(steps =>
        {
            var time = new FakeTimeProvider();
            var history = new PhaseHistory(time);
            var model = new SortedDictionary<uint, (byte Number, DateTimeOffset At)>();
            foreach (var (height, number, pause) in steps)
            {
                time.Advance(TimeSpan.FromSeconds(pause));
                foreach (var old in model.Where(held => time.GetUtcNow() - held.Value.At > PhaseHistory.Ttl).Select(held => held.Key).ToList()) model.Remove(old);
                history.Put(Merges.Make(height, number));
                model[height] = (number, time.GetUtcNow());
                if (model.Count > PhaseHistory.MaxHeights) model.Remove(model.Keys.First());
                Assert.Equal(model.Select(held => (held.Key, held.Value.Number)), history.All().Select(merge => (merge.Height, merge.Phases.Span[0])));
            }
        }, iter: 50);
}
