using System.Diagnostics.Metrics;

namespace BloomCoin.Testing;

/// <summary>Meters of one test: the same for the same name, as a silo's.</summary>
public sealed class TestMeters : IMeterFactory
{
    private readonly Dictionary<string, Meter> _meters = new(StringComparer.Ordinal);

    public Meter Create(MeterOptions options)
    {
        lock (_meters) return _meters.TryGetValue(options.Name, out var meter) ? meter : _meters[options.Name] = new Meter(options);
    }

    public void Dispose()
    {
        foreach (var meter in _meters.Values) meter.Dispose();
    }
}
