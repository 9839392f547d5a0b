using BloomCoin.Grains.Mempool;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>The process' memory is measured, so no other test may run meanwhile.</summary>
[CollectionDefinition(nameof(PoolMemoryTests), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>The cap is on memory, so what an entry is said to cost must be what it costs.</summary>
[Collection(nameof(PoolMemoryTests))]
public sealed class PoolMemoryTests
{
    /// <summary>Bytes that come and go with what runs in the background.</summary>
    private const long Unsettled = 100_000;

    private const int Attempts = 4;

    [Theory]   // one of each shape that peers can make
    [InlineData(20_000, 1, 1)]
    [InlineData(20_000, 2, 2)]
    [InlineData(2_000, 100, 1)]
    [InlineData(2_000, 1, 100)]
    public void An_entry_takes_at_most_what_it_is_counted_for(int count, int inputs, int outputs)
    {
        // What tests before this one have left may go in between, which makes an attempt too good to be true.
        var (taken, counted) = (0L, long.MaxValue);
        for (var attempt = 0; attempt < Attempts && taken < counted / 4; attempt++) (taken, counted) = Measure(count, inputs, outputs);
        TestContext.Current.TestOutputHelper?.WriteLine($"{inputs} in, {outputs} out: {taken / count} B each, counted {counted / count}");
        Assert.InRange(taken, counted / 4, counted);
    }

    private static (long Taken, long Counted) Measure(int count, int inputs, int outputs)
    {
        var pool = new TransactionPool(long.MaxValue);
        var before = Settled();
        for (var i = 0; i < count; i++)
        {
            var spends = Enumerable.Range(i * inputs, inputs).Select(Unsigned.Coin).ToList();
            Assert.True(pool.TryAdd(Unsigned.Paying((ulong)i, spends, outputs), isNew: true, [], out _));
        }

        var taken = Settled() - before;
        GC.KeepAlive(pool);
        return (taken, pool.Bytes);
    }

    /// <summary>The memory in use, when a collection frees no more of it.</summary>
    private static long Settled()
    {
        long last, now = long.MaxValue;
        do
        {
            last = now;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            now = GC.GetTotalMemory(forceFullCollection: true);
        }
        while (last - now > Unsettled);
        return now;
    }
}
