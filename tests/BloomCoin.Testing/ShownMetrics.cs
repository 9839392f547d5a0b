using System.Diagnostics.Metrics;

namespace BloomCoin.Testing;

/// <summary>What one silo's instruments show now, as an exporter would read them. Histograms show nothing here.</summary>
public sealed class ShownMetrics
{
    private readonly List<(string Name, string Labels, double Value)> _samples = [];

    private ShownMetrics(Meter meter)
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, reading) =>
        {
            if (ReferenceEquals(instrument.Meter, meter)) reading.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => Take(instrument, value, labels));
        listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Take(instrument, value, labels));
        listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Take(instrument, value, labels));
        listener.Start();
        listener.RecordObservableInstruments();
    }

    /// <summary>Every time series, by its name and labels, in their order.</summary>
    public IEnumerable<string> Series => _samples.Select(sample => $"{sample.Name} {sample.Labels}").Order(StringComparer.Ordinal);

    /// <param name="meters">The silo's.</param>
    /// <param name="name">The meter's.</param>
    public static ShownMetrics Of(IMeterFactory meters, string name = "BloomCoin") => new(meters.Create(new MeterOptions(name)));

    /// <summary>The value of a time series; null when it is not shown.</summary>
    /// <param name="name">The instrument.</param>
    /// <param name="labels">Its labels, such as <c>type=Pong</c>, by commas.</param>
    public double? Find(string name, string labels = "")
    {
        foreach (var sample in _samples)
        {
            if (sample.Name == name && sample.Labels == labels) return sample.Value;
        }

        return null;
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels) =>
        _samples.Add((instrument.Name, string.Join(',', labels.ToArray().Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal)), value));
}
