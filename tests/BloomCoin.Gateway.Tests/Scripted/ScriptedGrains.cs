using System.Reflection;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>The grains of a session without a silo: those that its test scripts, one of each kind.</summary>
public class ScriptedGrains : DispatchProxy
{
    private IGrain[] _grains = [];

    public static IGrainFactory Of(params IGrain[] grains)
    {
        var factory = Create<IGrainFactory, ScriptedGrains>();
        ((ScriptedGrains)factory)._grains = grains;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var kind = targetMethod is { IsGenericMethod: true } method ? method.GetGenericArguments()[0] : null;
        return Array.Find(_grains, grain => kind?.IsInstanceOfType(grain) == true) ?? throw new NotSupportedException($"{targetMethod?.Name} {kind}");
    }
}
