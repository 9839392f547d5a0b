using BloomCoin.Client;
using BloomCoin.Client.Facts;
using BloomCoin.Client.Watch;

namespace BloomCoin.Cli.Watch;

/// <summary>Polls a node at every tick and shows what came of it, whether or not the node has answered by then.</summary>
/// <param name="node">The node.</param>
/// <param name="time">The ticks, and the time of day.</param>
/// <param name="interval">From one picture to the next.</param>
public sealed class Watcher(IBloomClient node, TimeProvider time, TimeSpan interval)
{
    /// <summary>Watches until the limit, if there is one, or until it is cancelled. A node that fails is asked again at the next tick.</summary>
    /// <returns>The last state that was shown.</returns>
    public async Task<WatchState> Run(Action<WatchState> show, TimeSpan? limit, CancellationToken cancellation)
    {
        // What still waits for an answer at the end waits no longer.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var (model, poll, start) = (new WatchModel(), new NodePoll(node), time.GetTimestamp());
        Task<NodeSnapshot>? answer = null;
        try
        {
            var tick = NextTick();
            while (true)
            {
                answer ??= poll.Read(end.Token);
                await Task.WhenAny(answer, tick);
                cancellation.ThrowIfCancellationRequested();
                if (answer.IsCompleted)
                {
                    await Take(answer, model, time.GetElapsedTime(start));
                    answer = null;
                }

                var isLate = tick.IsCompleted;
                if (isLate) tick = NextTick();
                var state = model.Show(time.GetElapsedTime(start), time.GetUtcNow());
                show(state);
                if (!isLate)
                {
                    await tick;
                    tick = NextTick();
                }

                if (time.GetElapsedTime(start) >= limit) return state;
            }
        }
        finally
        {
            await end.CancelAsync();
            if (answer is not null) await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task NextTick() => Task.Delay(Shortest(interval, limit - time.GetElapsedTime(start)), time, end.Token);
    }

    private static async Task Take(Task<NodeSnapshot> answer, WatchModel model, TimeSpan at)
    {
        try
        {
            model.Take(await answer, at);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            model.Fail(failure);
        }
    }

    private static TimeSpan Shortest(TimeSpan interval, TimeSpan? left) =>
        left < interval ? left > TimeSpan.Zero ? left.Value : TimeSpan.Zero : interval;
}
