using System.Collections.Concurrent;
using System.Diagnostics;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Telemetry;

namespace BloomCoin.Gateway.Tests.Traces;

/// <summary>Every span of this process that has ended. Other tests run beside this one: who asks names a trace.</summary>
internal sealed class SpanLog : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public SpanLog()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Instrumentation.Name || source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IEnumerable<Activity> Of(ActivityTraceId trace) => _ended.Where(span => span.TraceId == trace);

    /// <summary>The first span that is as asked, once it has ended.</summary>
    public async Task<Activity> Find(Func<Activity, bool> wanted, string what)
    {
        Activity? found = null;
        await GatewayCluster.Until(() => Task.FromResult((found = _ended.FirstOrDefault(wanted)) is not null), $"no span: {what}");
        return found!;
    }

    /// <summary>The spans above one in its trace, the nearest first, up to the one that has none above it.</summary>
    public async Task<IReadOnlyList<Activity>> Above(Activity span)
    {
        var above = new List<Activity>();
        for (var at = span; at.ParentSpanId != default; at = above[^1])
        {
            var (trace, parent) = (at.TraceId, at.ParentSpanId);
            above.Add(await Find(one => one.TraceId == trace && one.SpanId == parent, $"what is above {at.DisplayName}"));
        }

        return above;
    }

    /// <summary>The names of this node's own spans among these.</summary>
    public static IEnumerable<string> Own(IEnumerable<Activity> spans) => spans.Where(span => span.Source.Name == Instrumentation.Name).Select(span => span.OperationName);

    public void Dispose() => _listener.Dispose();
}
