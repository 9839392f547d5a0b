using System.Reflection;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>The grains of a session that is asked for nothing of the chain.</summary>
public class NoGrains : DispatchProxy
{
    public static IGrainFactory Create() => Create<IGrainFactory, NoGrains>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException(targetMethod?.Name);
}
