using BloomCoin.Peering.Gossip;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Gossip;

/// <summary>wire-protocol 4: a node that wants an announced height asks for it; nobody makes it ask without end.</summary>
public sealed class AnnouncedCoherenceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_same_coherence_is_asked_for_once_and_another_or_another_height_again()
    {
        var announced = new AnnouncedCoherence(_time);
        Assert.True(announced.TryAsk(7, 0.5f));
        Assert.False(announced.TryAsk(7, 0.5f));
        Assert.False(announced.TryAsk(7, 0.5009f));
        Assert.True(announced.TryAsk(7, 0.502f));
        Assert.True(announced.TryAsk(8, 0.502f));
    }

    [Fact]   // what the peer sent counts for 60 s
    public void The_same_is_asked_for_again_before_what_it_brought_expires()
    {
        var announced = new AnnouncedCoherence(_time);
        announced.TryAsk(7, 0.5f);
        _time.Advance(KnownMerges.Again - TimeSpan.FromSeconds(1));   // an announcement repeated a little early
        Assert.True(announced.TryAsk(7, 0.5f));
        Assert.InRange(KnownMerges.Again + AnnouncedCoherence.Again, TimeSpan.Zero, PhaseHistory.Ttl);
    }

    [Fact]
    public void A_peer_that_repeats_itself_is_asked_three_times_a_minute_at_most() =>
        Gen.Select(Gen.Float[0, 1], Gen.Double[0, 1].Array[1, 300]).Sample((coherence, pauses) =>
        {
            var time = new FakeTimeProvider();
            var announced = new AnnouncedCoherence(time);
            var asked = 0;
            foreach (var pause in pauses)
            {
                time.Advance(TimeSpan.FromSeconds(pause));
                if (announced.TryAsk(7, coherence)) asked++;
            }

            Assert.InRange(asked, 1, 1 + ((time.GetUtcNow() - time.Start) / AnnouncedCoherence.Again));
        });
}
