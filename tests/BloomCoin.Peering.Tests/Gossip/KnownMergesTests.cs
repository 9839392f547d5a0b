using BloomCoin.Peering.Gossip;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Gossip;

/// <summary>What one peer is not sent again.</summary>
public sealed class KnownMergesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly KnownMerges _known;

    public KnownMergesTests() => _known = new KnownMerges(_time);

    [Fact]
    public void A_merge_is_sent_once_and_a_changed_one_again()
    {
        Assert.True(_known.MayLack(Merges.Make(7, 1)));
        _known.Sent(Merges.Make(7, 1));
        Assert.False(_known.MayLack(Merges.Make(7, 1)));
        Assert.True(_known.MayLack(Merges.Make(7, 2)));
        Assert.True(_known.MayLack(Merges.Make(8, 1)));
    }

    [Fact]   // a contribution counts for 60 s only
    public void The_same_merge_is_sent_again_after_half_a_minute()
    {
        _known.Sent(Merges.Make(7));
        _time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(_known.MayLack(Merges.Make(7)));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(_known.MayLack(Merges.Make(7)));
    }

    [Fact]   // its own phases would only be counted twice there
    public void What_holds_nothing_but_what_the_peer_sent_does_not_go_back_to_it()
    {
        _known.Received(7, HeldMerge.DigestOf(Merges.Phases(1)), _time.GetTimestamp());
        Assert.False(_known.MayLack(Merges.Make(7, 1, contributors: 1)));
        Assert.False(_known.MayLack(Merges.Make(7, 2, contributors: 1)));   // a merge may round otherwise
        Assert.True(_known.MayLack(Merges.Make(7, 2, contributors: 2)));
        Assert.False(_known.MayLack(Merges.Make(7, 1, contributors: 2)));
        _time.Advance(PhaseHistory.Ttl);
        Assert.True(_known.MayLack(Merges.Make(7, 2, contributors: 1)));   // another's: the peer's own has expired
    }

    [Fact]
    public void An_announced_merge_is_no_news_for_half_a_minute_and_may_still_be_sent()
    {
        Assert.True(_known.IsNews(Merges.Make(7)));
        _known.Announced(Merges.Make(7));
        Assert.False(_known.IsNews(Merges.Make(7)));
        Assert.True(_known.MayLack(Merges.Make(7)));
        Assert.True(_known.IsNews(Merges.Make(7, 2)));
        _time.Advance(KnownMerges.Again);
        Assert.True(_known.IsNews(Merges.Make(7)));
        _known.Sent(Merges.Make(7));
        Assert.False(_known.IsNews(Merges.Make(7)));
    }

    [Fact]
    public void A_peer_costs_a_bounded_number_of_heights_and_the_same_is_never_sent_twice_within_half_a_minute() =>
        Gen.Select(Gen.UInt[1, 80], Gen.Byte[0, 3], Gen.Int[0, 2], Gen.Double[0, 2]).Array[1, 300].Sample(steps =>
        {
            var time = new FakeTimeProvider();
            var known = new KnownMerges(time);
            var sent = new Dictionary<uint, (byte Number, DateTimeOffset At)>();
            foreach (var (height, number, what, pause) in steps)
            {
                time.Advance(TimeSpan.FromSeconds(pause));
                var merge = Merges.Make(height, number, contributors: 3);
                if (what == 0) known.Received(height, merge.Digest, time.GetTimestamp());
                if (what == 1) known.Announced(merge);
                if (what != 2 || !known.MayLack(merge)) continue;
                if (sent.TryGetValue(height, out var last) && last.Number == number) Assert.True(time.GetUtcNow() - last.At >= KnownMerges.Again);
                known.Sent(merge);
                sent[height] = (number, time.GetUtcNow());
            }

            for (var height = 0u; height < 300; height++) known.Sent(Merges.Make(height));
            Assert.Equal(KnownMerges.MaxHeights, known.Count);
        }, iter: 100);
}
