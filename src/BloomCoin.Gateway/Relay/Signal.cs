namespace BloomCoin.Gateway.Relay;

/// <summary>Wakes one loop. Set many times before it looks, it wakes it once.</summary>
internal sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);
    private readonly Lock _lock = new();

    public void Set()
    {
        lock (_lock)
        {
            if (_set.CurrentCount == 0) _set.Release();
        }
    }

    public Task Wait(CancellationToken cancellation) => _set.WaitAsync(cancellation);

    public void Dispose() => _set.Dispose();
}
