using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Grains.Tests.Support;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>chain-format, Best chain: whatever happens, a valid transaction is on the best chain or in the mempool.</summary>
public sealed class MempoolHistoryTests
{
    private const int Steps = 24, Funded = 20;

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public async Task Through_any_history_of_blocks_reorganisations_and_restarts_no_transaction_is_lost(int seed)
    {
        await using var cluster = await MempoolCluster.Start();
        var history = new History(cluster, new Random(seed));
        for (var step = 0; step < Steps; step++)
        {
            await history.Go();
            await cluster.AwaitHeld([.. history.Unconfirmed(history.Best).Select(one => one.Id)]);
        }

        Assert.Empty(await cluster.Kept.ReadUndone(10));
        TestContext.Current.TestOutputHelper?.WriteLine(history.ToString());
    }

    private sealed class History(MempoolCluster cluster, Random random)
    {
        private readonly List<Transaction> _submitted = [];
        private readonly HashSet<OutPoint> _spent = [];
        private uint _nonce = 10;
        private int _blocks, _undone, _restarts;

        public PayingBranch Best { get; private set; } = cluster.Branch;

        public IEnumerable<Transaction> Unconfirmed(PayingBranch branch)
        {
            var confirmed = branch.Payments.Select(one => one.Id).ToHashSet();
            return _submitted.Where(one => !confirmed.Contains(one.Id));
        }

        public Task Go() => random.Next(10) switch
        {
            < 5 => Submit(),
            < 7 => Mine(),
            < 9 => Reorganise(),
            _ => Restart(),
        };

        private async Task Submit()
        {
            var makers = Enumerable.Range(1, 13).Select(Best.Coinbase).Concat(_submitted).ToArray();
            var batch = new List<Transaction>();
            for (var count = random.Next(1, 6); count > 0; count--)
            {
                var maker = makers[random.Next(makers.Length)];
                var output = random.Next(maker.Outputs.Count);
                if (_spent.Add(new OutPoint(maker.Id, (uint)output))) batch.Add(cluster.Miner.Pay(maker, 100, output, outputs: 3));
            }

            _submitted.AddRange(batch);
            var verdicts = await cluster.Submit(random.Next(2) == 0 ? Guid.NewGuid() : null, [.. batch]);
            Assert.All(verdicts, verdict => Assert.Equal(SubmitOutcome.Accepted, verdict.Outcome));
        }

        private async Task Mine()
        {
            Extend(Best);
            await cluster.Append(Best, Best.Height);
        }

        private async Task Reorganise()
        {
            var depth = Math.Min(random.Next(1, 4), Best.Height - Funded);
            var fork = Best.ForkAt(Best.Height - depth);
            var from = fork.Height + 1;
            for (var i = 0; i <= depth; i++) Extend(fork);
            Best = fork;
            _undone += depth;
            await cluster.Append(Best, from);
        }

        private Task Restart()
        {
            _restarts++;
            return cluster.Restart();
        }

        /// <summary>A block with about half of what it may hold.</summary>
        private void Extend(PayingBranch branch)
        {
            var waiting = Unconfirmed(branch).Select(one => one.Id).ToHashSet();
            var chosen = new List<Transaction>();
            foreach (var one in Unconfirmed(branch))
            {
                if (one.Inputs.Any(input => waiting.Contains(input.Spends.TxId)) || random.Next(2) == 0) continue;
                chosen.Add(one);
                waiting.Remove(one.Id);
            }

            branch.Mine(_nonce++, [.. chosen]);
            _blocks++;
        }

        public override string ToString() =>
            $"{_submitted.Count} transactions, {_blocks} blocks, {_undone} of them undone, {_restarts} restarts";
    }
}
