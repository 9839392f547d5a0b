using BloomCoin.Peering.Sync;
using CsCheck;

namespace BloomCoin.Peering.Tests.Sync;

/// <summary>wire-protocol 5: a requester whose chain does not connect steps back 1, 2, 4, ... heights.</summary>
public sealed class StepBackTests
{
    [Fact]
    public void It_goes_back_1_2_4_and_so_on()
    {
        var (start, step) = (1000, 1);
        var visited = new List<int>();
        for (var i = 0; i < 5; i++) visited.Add(start = StepBack.From(start, ref step));
        Assert.Equal([999, 997, 993, 985, 969], visited);
    }

    // 2^20 is the longest step: from the highest height there is, about two thousand answers.
    [Fact]
    public void It_reaches_height_1_from_anywhere_and_stays_there() => Gen.Int[1, int.MaxValue].Sample(from =>
    {
        var (start, step) = (from, 1);
        for (var i = 0; i < 2100; i++)
        {
            var next = StepBack.From(start, ref step);
            Assert.True(next < start || next == 1);
            Assert.InRange(step, 2, 1 << 20);
            start = next;
        }

        Assert.Equal(1, start);
    });

    // A fork of depth d is found with at most log2(d) + 2 questions.
    [Fact]
    public void A_short_fork_takes_few_questions() => Gen.Int[1, 100_000].Sample(depth =>
    {
        var (start, step, questions) = (1_000_001, 1, 0);
        for (; start > 1_000_001 - depth; questions++) start = StepBack.From(start, ref step);
        Assert.InRange(questions, 1, Math.Log2(depth) + 2);
    });
}
