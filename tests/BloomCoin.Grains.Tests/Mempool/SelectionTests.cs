using BloomCoin.Chain;
using BloomCoin.Grains.Mempool;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>chain-format, Best chain: undone transactions return, in chains as long as they are, and choosing among them stays cheap.</summary>
public sealed class SelectionTests
{
    private const int Length = 20_000;

    /// <summary>Bytes of each transaction here in a block's list.</summary>
    private const int Listed = sizeof(uint) + 156;

    [Theory]
    [InlineData(0, Length), InlineData(1, Length), InlineData(-1, Length)]
    [InlineData(0, Length / 2), InlineData(1, Length / 2), InlineData(-1, Length / 2)]
    public void A_chain_that_blocks_returned_is_chosen_from_its_start_with_work_that_grows_as_its_length(int rise, int fitting)
    {
        var pool = new TransactionPool(long.MaxValue);
        var chain = AddChain(pool, Unsigned.Coin(0), Length, place => (ulong)(Length + (rise * place)));

        var selection = new Selection(pool.BestFirst);
        Assert.Equal(chain.Take(fitting), selection.Take((long)fitting * Listed));
        Assert.InRange(selection.Steps, 1, 4 * Length);
    }

    [Fact]   // what pays best follows two chains that fit one by one and not together
    public void Searches_in_vain_end_and_the_block_is_filled_all_the_same()
    {
        var pool = new TransactionPool(long.MaxValue);
        var sides = Enumerable.Range(0, 2).Select(side => AddChain(pool, Unsigned.Coin(side), 1000, _ => 10)).ToList();
        var ends = sides.Select(side => Unsigned.Paying(10, [Unsigned.Output(side[^1])], outputs: 2000)).ToList();
        foreach (var end in ends) Add(pool, end);
        for (var i = 0u; i < 2000; i++) Add(pool, Unsigned.Paying(1000, Unsigned.Output(ends[0], i), Unsigned.Output(ends[1], i)));

        var room = ends[0].Length + sizeof(uint) + (1500 * Listed);
        var selection = new Selection(pool.BestFirst);
        var chosen = selection.Take(room).ToList();
        Assert.InRange(selection.Steps, 1, 10 * pool.Count);
        Assert.InRange(chosen.Sum(one => one.Length + sizeof(uint)), room - Listed, room);
        CheckOrder(chosen);
    }

    [Fact]   // a package that fits is found although a better one does not
    public void What_does_not_fit_keeps_nothing_else_out()
    {
        var pool = new TransactionPool(long.MaxValue);
        var large = Unsigned.Paying(1, [Unsigned.Coin(0)], outputs: 100);
        var best = Unsigned.Paying(100_000, Unsigned.Output(large));
        var small = Unsigned.Paying(1, Unsigned.Coin(1));
        var good = Unsigned.Paying(50_000, Unsigned.Output(small));
        foreach (var entry in new[] { large, best, small, good }) Add(pool, entry);
        Assert.Equal([small, good], pool.SelectForBlock(large.Length));
        Assert.Equal([large, best, small, good], pool.ParentsFirst);
    }

    private static List<PooledTransaction> AddChain(TransactionPool pool, OutPoint from, int length, Func<int, ulong> fee)
    {
        var chain = new List<PooledTransaction>();
        for (var place = 0; place < length; place++)
        {
            chain.Add(Unsigned.Paying(fee(place), place == 0 ? from : Unsigned.Output(chain[^1])));
            Add(pool, chain[^1]);
        }

        return chain;
    }

    private static void Add(TransactionPool pool, PooledTransaction returned) => Assert.True(pool.TryAdd(returned, isNew: false, [], out _));

    private static void CheckOrder(List<PooledTransaction> chosen)
    {
        var before = new HashSet<PooledTransaction>();
        foreach (var one in chosen)
        {
            Assert.All(one.Parents, parent => Assert.Contains(parent, before));
            Assert.True(before.Add(one));
        }
    }
}
