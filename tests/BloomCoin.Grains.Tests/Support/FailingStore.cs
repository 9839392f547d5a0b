using System.Reflection;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Tests.Support;

/// <summary>A real store whose writes fail while its test says so, as those of a database that went away do.</summary>
public class FailingStore : DispatchProxy
{
    private FailingStore? _switch;
    private IChainStore? _store;

    public bool IsBroken { get; set; }

    public IChainStore Around(IChainStore store)
    {
        var proxy = Create<IChainStore, FailingStore>();
        var self = (FailingStore)(object)proxy;
        (self._store, self._switch) = (store, this);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (_switch!.IsBroken && targetMethod!.Name is (nameof(IChainStore.Append) or nameof(IChainStore.StoreBranch) or nameof(IChainStore.Reorganise)))
            throw new ChainStoreException("the database went away", isTransient: true, new IOException());
        return targetMethod!.Invoke(_store, args);
    }
}
