using System.Diagnostics.Metrics;
using System.Reflection;
using BloomCoin.Storage.Measured;
using BloomCoin.Testing;

namespace BloomCoin.Storage.Tests;

/// <summary>What is measured of a store is all of it, and it stays the same store.</summary>
public sealed class MeasuredStoreTests : IDisposable
{
    private readonly TestMeters _meters = new();
    private readonly StoreMetrics _metrics;

    public MeasuredStoreTests() => _metrics = new StoreMetrics(_meters, TimeProvider.System);

    public static TheoryData<Type, Type, string> Stores => new()
    {
        { typeof(IChainStore), typeof(MeasuredChainStore), "Chain" },
        { typeof(ICoinStore), typeof(MeasuredCoinStore), "Coins" },
        { typeof(IMempoolStore), typeof(MeasuredMempoolStore), "Mempool" },
        { typeof(IReputationStore), typeof(MeasuredReputationStore), "Reputation" },
        { typeof(IAddressStore), typeof(MeasuredAddressStore), "Addresses" },
    };

    [Theory, MemberData(nameof(Stores))]
    public async Task Every_call_is_passed_on_as_it_is_and_timed_under_its_name(Type store, Type measured, string label)
    {
        var inner = (RecordingStore)DispatchProxy.Create(store, typeof(RecordingStore));
        var outer = Activator.CreateInstance(measured, inner, _metrics)!;
        foreach (var method in store.GetMethods())
        {
            var timed = new List<string>();
            using var listener = Listen(timed);
            object?[] arguments = [.. method.GetParameters().Select(ArgumentFor)];
            await (Task)method.Invoke(outer, arguments)!;
            Assert.Equal(method.Name, inner.Last.Method);
            Assert.Equal(arguments, inner.Last.Arguments);
            Assert.Equal([$"store={label},operation={method.Name}"], timed);
        }
    }

    [Fact]
    public async Task A_call_that_fails_fails_as_it_did_and_is_counted()
    {
        var chain = DispatchProxy.Create<IChainStore, RecordingStore>();
        var (inner, store) = ((RecordingStore)(object)chain, new MeasuredChainStore(chain, _metrics));
        inner.Failure = new StorageException("the disk is full");
        Assert.Same(inner.Failure, await Assert.ThrowsAsync<StorageException>(() => store.ReadTip(CancellationToken.None)));
        Assert.Equal(1, ShownMetrics.Of(_meters).Find("bloom.store.errors", "store=Chain"));

        inner.Failure = new OperationCanceledException();   // who asked went away: nobody's fault
        await Assert.ThrowsAsync<OperationCanceledException>(() => store.ReadTip(CancellationToken.None));
        Assert.Equal(1, ShownMetrics.Of(_meters).Find("bloom.store.errors", "store=Chain"));
        Assert.Equal(0, ShownMetrics.Of(_meters).Find("bloom.store.errors", "store=Coins"));
    }

    public void Dispose() => _meters.Dispose();

    private MeterListener Listen(List<string> timed)
    {
        var meter = _meters.Create(new MeterOptions("BloomCoin"));
        var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, reading) =>
        {
            if (instrument.Meter == meter) reading.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, labels, _) => timed.Add(string.Join(',', labels.ToArray().Select(label => $"{label.Key}={label.Value}"))));
        listener.Start();
        return listener;
    }

    private static object? ArgumentFor(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(int) ? 7 : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
}

/// <summary>Any store: remembers what it was asked, and answers with nothing, or fails.</summary>
public class RecordingStore : DispatchProxy
{
    public (string Method, object?[] Arguments) Last { get; private set; }

    public Exception? Failure { get; set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Last = (targetMethod!.Name, args!);
        var result = targetMethod.ReturnType.IsGenericType ? targetMethod.ReturnType.GetGenericArguments()[0] : typeof(bool);
        var (name, argument) = Failure is null ? (nameof(Task.FromResult), result.IsValueType ? Activator.CreateInstance(result) : null) : (nameof(Task.FromException), Failure);
        return typeof(Task).GetMethods().Single(method => method.Name == name && method.IsGenericMethod).MakeGenericMethod(result).Invoke(null, [argument]);
    }
}
