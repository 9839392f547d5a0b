using System.Threading.Tasks.Sources;

namespace BloomCoin.Gateway.Connections;

/// <summary>Wakes the one loop that waits, on a thread of the pool: who wakes it holds a lock and has its own work. Allocates nothing.</summary>
/// <remarks>Each <see cref="Wait"/> is followed by one <see cref="Set"/> before the next; <see cref="SendQueue"/> sees to it under its lock.</remarks>
internal sealed class SendSignal : IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _core;

    public ValueTask Wait() => new(this, _core.Version);

    public void Set() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    void IThreadPoolWorkItem.Execute() => _core.SetResult(true);

    void IValueTaskSource.GetResult(short token)
    {
        _core.GetResult(token);
        _core.Reset();
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    /// <summary>Never on the scheduler of who waits: <see cref="Set"/> has chosen the thread.</summary>
    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags & ~ValueTaskSourceOnCompletedFlags.UseSchedulingContext);
}
