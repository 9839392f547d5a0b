using System.Collections.Concurrent;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>Counts the calls that a cluster's grains get, by interface.</summary>
internal sealed class GrainCalls : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<Type, int> _counts = new();

    public int Of<TGrain>() where TGrain : IGrain => _counts.GetValueOrDefault(typeof(TGrain));

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType is { } called) _counts.AddOrUpdate(called, 1, (_, count) => count + 1);
        return context.Invoke();
    }
}
