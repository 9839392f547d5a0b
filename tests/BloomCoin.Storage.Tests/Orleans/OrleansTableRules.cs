namespace BloomCoin.Storage.Tests.Orleans;

/// <summary>What Orleans' providers ask of the tables, on every database: each key's parameters, result and conflicts.</summary>
public abstract partial class OrleansTableRules : IAsyncLifetime
{
    private ChainStorage _storage = null!;

    private OrleansTable Table => new(_storage.Orleans);

    protected abstract Task<ChainStorage> Open();

    public async ValueTask InitializeAsync() => _storage = await Open();

    public virtual async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
