using System.Diagnostics.Metrics;

namespace BloomCoin.Grains.Reputation;

/// <summary>What is counted of bans. Meter "BloomCoin.Grains".</summary>
internal sealed class ReputationMetrics(IMeterFactory meters)
{
    /// <summary>Bans that began, by kind: score or manual.</summary>
    private readonly Counter<long> _bans = meters.Create("BloomCoin.Grains").CreateCounter<long>("bloom.bans", "{ban}", "Bans that began, by kind.");

    public void Banned(bool isManual) => _bans.Add(1, new KeyValuePair<string, object?>("kind", isManual ? "manual" : "score"));
}
