using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Grains.Chain;
using BloomCoin.Storage;
using BloomCoin.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace BloomCoin.Grains.Tests.Histories;

/// <summary>One history: its blocks come to a writer and to the model, alone and together, offered and appended, and at times the writer is another.</summary>
internal sealed class HistoryRun(ChainStorage storage, HistoryCounts counts)
{
    private readonly HistoryModel _model = new();
    private ChainWork _published = ChainWork.Zero;
    private ChainWriter _writer = null!;

    public HistoryModel Model => _model;

    public async Task Go(HistoryPlan plan, HistoryTree tree)
    {
        Assert.True(await storage.Chain.Append(null, BaseChain.Stored));
        await Start();

        // Random deliveries with repetitions, then whatever was left out, the last first.
        var order = plan.Deliveries.Select(pick => tree.Blocks[pick % tree.Blocks.Count]).Concat(tree.Blocks.Reverse()).ToList();
        for (int next = 0, number = 0; next < order.Count; number++)
        {
            var step = plan.Steps[number % plan.Steps.Length];
            if (step.Twist == 0) await Restart();
            next += step.Twist switch
            {
                < 5 => await Offer(order[next]),
                < 12 => await AppendWithAncestors(order[next], step.Count),
                _ => await Append([.. order.Skip(next).Take(step.Count)]),
            };
        }
    }

    private async Task Start()
    {
        _writer = new ChainWriter(storage.Chain, storage.Coins, BaseChain.Parameters, new ChainMetrics(new TestMeters(), TimeProvider.System), TimeProvider.System, NullLogger.Instance, change =>
        {
            Assert.True(change.Blocks[^1].Work > _published);
            _published = change.Blocks[^1].Work;
            if (change.From < change.To) counts.Reorganisations++;
            return Task.CompletedTask;
        });
        await _writer.Load();
    }

    private Task Restart()
    {
        _model.Restart();
        counts.Restarts++;
        return Start();
    }

    private async Task<int> Offer(HistoryBlock block)
    {
        Check([block], await _writer.Offer(BatchOf([block]), null));
        return 1;
    }

    /// <summary>A run as a sync delivers it: some of it may be stored, its first may be an orphan, and any may be bad.</summary>
    private async Task<int> AppendWithAncestors(HistoryBlock block, int count)
    {
        var run = new List<HistoryBlock>([block]);
        while (run.Count < count && run[0].Parent is { Height: var height } parent && height > BaseChain.Tip.Height - 6) run.Insert(0, parent);
        if (await Append(run) < run.Count) await Append([block]);
        return 1;
    }

    /// <returns>How many are done with: those that were taken and the one that was refused.</returns>
    private async Task<int> Append(IReadOnlyList<HistoryBlock> batch)
    {
        var report = await _writer.Append(BatchOf(batch));
        Check(batch, report);
        return report.Accepted + (report.Refusal is null ? 0 : 1);
    }

    private void Check(IReadOnlyList<HistoryBlock> batch, AppendReport report)
    {
        var taken = _model.Deliver(batch);
        Assert.Equal((taken, taken == batch.Count, _model.Tip.Block.Hash), (report.Accepted, report.Refusal is null, report.Tip.Hash));
        Assert.Equal(report.Tip, _writer.Tip);
        counts.Add(batch, report);
    }

    private static BlockBatch BatchOf(IEnumerable<HistoryBlock> blocks)
    {
        var batch = new BlockBatchBuilder();
        foreach (var block in blocks) batch.Add(block.Block.Bytes.Span);
        return batch.Build();
    }
}
