using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using BloomCoin.Telemetry;

namespace BloomCoin.Storage.Measured;

/// <summary>How long the store's calls take, how many fail, and their place in a trace.</summary>
/// <remarks>Labels are the store and its interface's method: nothing that is stored.</remarks>
public sealed class StoreMetrics
{
    private readonly TimeProvider _time;
    private readonly Histogram<double> _duration;
    private readonly KindCounts<StoreKind> _errors = new("store");

    public StoreMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.CreateBloomMeter();
        _duration = meter.CreateTimes("bloom.store.duration", "Time of the store's calls, those that fail too, by store and operation.");
        meter.CreateObservableCounter("bloom.store.errors", () => _errors.Measure(), "{call}", "Calls of the store that failed, by store.");
    }

    /// <summary>Runs a call of the store.</summary>
    /// <param name="store">Which part of it.</param>
    /// <param name="call">The call.</param>
    /// <param name="operation">The interface's method.</param>
    internal async Task<T> Run<T>(StoreKind store, Func<Task<T>> call, [CallerMemberName] string operation = "")
    {
        var source = Instrumentation.Source;
        using var span = source.HasListeners() ? source.StartActivity($"bloom.store {store}.{operation}", ActivityKind.Client) : null;
        var began = _time.GetTimestamp();
        try
        {
            return await call();
        }
        catch (Exception exception)
        {
            span.Fail(exception);
            if (exception is not OperationCanceledException) _errors.Add(store);
            throw;
        }
        finally
        {
            _duration.Record(_time.GetElapsedTime(began).TotalSeconds, new("store", store.ToString()), new("operation", operation));
        }
    }

    /// <inheritdoc cref="Run{T}"/>
    internal Task Run(StoreKind store, Func<Task> call, [CallerMemberName] string operation = "") => Run(store, async () =>
    {
        await call();
        return true;
    }, operation);
}

/// <summary>The parts of the store: one for each interface.</summary>
internal enum StoreKind
{
    Chain,
    Coins,
    Mempool,
    Reputation,
    Addresses,
}
