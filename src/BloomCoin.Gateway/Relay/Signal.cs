namespace BloomCoin.Gateway.Relay;

/// <summary>Wakes one loop. Set many times before it looks, it wakes it once; set after the loop's end, as by a session that outlives the gateway's stop, nobody.</summary>
internal sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);
    private readonly Lock _lock = new();
    private bool _isDisposed;

    public void Set()
    {
        lock (_lock)
        {
            if (!_isDisposed && _set.CurrentCount == 0) _set.Release();
        }
    }

    public Task Wait(CancellationToken cancellation) => _set.WaitAsync(cancellation);

    public void Dispose()
    {
        lock (_lock) _isDisposed = true;
        _set.Dispose();
    }
}
