using System.Diagnostics.CodeAnalysis;

namespace BloomCoin.Grains.Tests.Support;

/// <summary>
/// Runs what a grain's turns would run, one at a time, when its test says so: with a clock that only the test moves, every run is the
/// same.
/// </summary>
internal sealed class PumpedScheduler : TaskScheduler
{
    private readonly Queue<Task> _queue = new();

    public Task Start(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    /// <summary>Runs all that can run without time passing.</summary>
    public void Pump()
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (TryDequeue(out var task)) TryExecuteTask(task);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (_queue) _queue.Enqueue(task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_queue) return [.. _queue];
    }

    private bool TryDequeue([NotNullWhen(true)] out Task? task)
    {
        lock (_queue) return _queue.TryDequeue(out task);
    }
}
