using System.Diagnostics.Metrics;
using BloomCoin.Chain;
using BloomCoin.Grains.Placement;
using BloomCoin.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BloomCoin.Node.Metrics;

/// <summary>What this process is, and whether it is ready: what /health/ready would say, asked every ten seconds.</summary>
internal sealed class NodeMetrics : IHealthCheckPublisher
{
    /// <summary>How often it is asked.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private volatile bool _isReady;

    public NodeMetrics(IMeterFactory meters, ChainParameters parameters, SiloRoles roles)
    {
        var meter = meters.CreateBloomMeter();
        KeyValuePair<string, object?>[] what =
        [
            new("version", typeof(NodeMetrics).Assembly.GetName().Version!.ToString(3)), new("network", parameters.Name), new("roles", roles.ToString()),
        ];
        meter.CreateObservableGauge("bloom.node.info", () => new Measurement<int>(1, what), "{node}", "1: its version, its network and what it is for.");
        meter.CreateObservableGauge("bloom.node.ready", () => _isReady ? 1 : 0, "{node}", "1 while the node is ready, 0 while it is not.");
    }

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        _isReady = report.Status == HealthStatus.Healthy;
        return Task.CompletedTask;
    }
}
