using BloomCoin.Grains.Mempool;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>The process' memory is measured, so no other test may run meanwhile.</summary>
[CollectionDefinition(nameof(PoolMemoryTests), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>The cap is on memory, so what an entry is said to cost must be what it costs.</summary>
[Collection(nameof(PoolMemoryTests))]
public sealed class PoolMemoryTests
{
    [Theory]   // one of each shape that peers can make
    [InlineData(20_000, 1, 1)]
    [InlineData(20_000, 2, 2)]
    [InlineData(2_000, 100, 1)]
    [InlineData(2_000, 1, 100)]
    public void An_entry_takes_at_most_what_it_is_counted_for(int count, int inputs, int outputs)
    {
        var pool = new TransactionPool(long.MaxValue);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < count; i++)
        {
            var spends = Enumerable.Range(i * inputs, inputs).Select(Unsigned.Coin).ToList();
            Assert.True(pool.TryAdd(Unsigned.Paying((ulong)i, spends, outputs), isNew: true, [], out _));
        }

        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{inputs} in, {outputs} out: {taken / count} B each, counted {pool.Bytes / count}");
        Assert.InRange(taken, pool.Bytes / 4, pool.Bytes);
        GC.KeepAlive(pool);
    }
}
