using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BloomCoin.Telemetry;

/// <summary>The one name under which this node measures and traces, whichever room does it.</summary>
/// <remarks>An instrument's name says the room: <c>bloom.gateway.</c>, <c>bloom.chain.</c>, <c>bloom.store.</c> and so on.</remarks>
public static class Instrumentation
{
    /// <summary>Of the meter, and of the source of activities.</summary>
    public const string Name = "BloomCoin";

    /// <summary>Where all of this node's spans begin. Nothing is allocated while nobody listens.</summary>
    public static readonly ActivitySource Source = new(Name);

    /// <summary>The silo's meter. All who ask one factory get the same.</summary>
    public static Meter CreateBloomMeter(this IMeterFactory meters) => meters.Create(Name);

    /// <summary>
    /// Begins a trace of its own, whatever the caller is in the middle of: what a peer sends, and what a grain does beside its calls, belongs
    /// to no call that happened to be under way when its loop began. To be called in an asynchronous method, at whose end the caller's
    /// activity is the current one again.
    /// </summary>
    /// <returns>Null while nobody listens.</returns>
    public static Activity? StartTrace(string name, ActivityKind kind = ActivityKind.Internal)
    {
        if (!Source.HasListeners()) return null;
        Activity.Current = null;
        return Source.StartActivity(name, kind);
    }

    /// <summary>Marks a span as failed, with the class of what failed it: a message may quote what a peer sent.</summary>
    public static void Fail(this Activity? activity, Exception exception) => activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
}
