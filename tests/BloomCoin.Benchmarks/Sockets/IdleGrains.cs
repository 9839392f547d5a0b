using System.Reflection;
using BloomCoin.Abstractions.Phases;

namespace BloomCoin.Benchmarks.Sockets;

/// <summary>Grains that answer at once: a batch of phases is valid, every other call is done.</summary>
public class IdleGrains : DispatchProxy
{
    private static readonly IPhaseMergeGrain Merge = new AcceptAll();

    private object? _grain;

    internal static IGrainFactory Make() => Create<IGrainFactory, IdleGrains>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = targetMethod!;
        if (method.ReturnType == typeof(Task)) return Task.CompletedTask;
        if (method.ReturnType == typeof(ValueTask)) return ValueTask.CompletedTask;
        if (!method.IsGenericMethod) throw new NotSupportedException(method.Name);
        var type = method.GetGenericArguments()[0];
        return type == typeof(IPhaseMergeGrain) ? Merge : _grain ??= Create(type, typeof(IdleGrains));
    }

    private sealed class AcceptAll : IPhaseMergeGrain
    {
        private static readonly bool[] Valid = [.. Enumerable.Repeat(true, PhaseBatch.MaxCount)];

        private static readonly Task<PhaseVerdicts> Full = Task.FromResult(new PhaseVerdicts(null, Valid));

        public Task<PhaseVerdicts> Merge(PhaseBatch batch) =>
            batch.Count == PhaseBatch.MaxCount ? Full : Task.FromResult(new PhaseVerdicts(null, Valid[..batch.Count]));
    }
}
