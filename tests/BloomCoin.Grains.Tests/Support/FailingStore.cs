using System.Reflection;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Tests.Support;

/// <summary>A real store whose writes fail while its test says so, as those of a database that went away do, before or after they took place.</summary>
public class FailingStore : DispatchProxy
{
    private FailingStore? _switch;
    private IChainStore? _store;

    /// <summary>The next writes fail and do nothing.</summary>
    public bool IsBroken { get; set; }

    /// <summary>The next writes take place and fail all the same, as when the connection is lost behind a commit.</summary>
    public bool LosesAnswers { get; set; }

    public IChainStore Around(IChainStore store)
    {
        var proxy = Create<IChainStore, FailingStore>();
        var self = (FailingStore)(object)proxy;
        (self._store, self._switch) = (store, this);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var isWrite = targetMethod!.Name is nameof(IChainStore.Append) or nameof(IChainStore.StoreBranch) or nameof(IChainStore.Reorganise);
        if (isWrite && _switch!.IsBroken) throw WentAway();
        var result = targetMethod.Invoke(_store, args);
        return !isWrite || !_switch!.LosesAnswers ? result : result switch
        {
            Task<bool> append => Lose(append),
            Task<int?> reorganise => Lose(reorganise),
            _ => LoseAny((Task)result!),
        };
    }

    private static async Task<T> Lose<T>(Task<T> write)
    {
        await write;
        throw WentAway();
    }

    private static async Task LoseAny(Task write)
    {
        await write;
        throw WentAway();
    }

    private static ChainStoreException WentAway() => new("the database went away", isTransient: true, new IOException());
}
