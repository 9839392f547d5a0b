using System.Reflection;
using BloomCoin.Abstractions.Mempool;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>The grains of a session without a silo: a scripted mempool, and nothing of the chain.</summary>
public class ScriptedGrains : DispatchProxy
{
    private IMempoolGrain? _mempool;

    public static IGrainFactory With(IMempoolGrain mempool)
    {
        var grains = Create<IGrainFactory, ScriptedGrains>();
        ((ScriptedGrains)grains)._mempool = mempool;
        return grains;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod is { IsGenericMethod: true } method && method.GetGenericArguments()[0] == typeof(IMempoolGrain)
            ? _mempool
            : throw new NotSupportedException(targetMethod?.Name);
}
