using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.CustomResources;

/// <summary>What Prometheus reads: the named ports of the Services that are selected.</summary>
/// <remarks>
/// The Prometheus operator's kind, and the same in a group of Azure's:
/// https://learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-crd
/// </remarks>
internal sealed class ServiceMonitor : CustomResource
{
    public Specification? Spec { get; set; }

    internal sealed class Specification
    {
        public string? JobLabel { get; set; }

        public V1LabelSelector? Selector { get; set; }

        public List<Endpoint>? Endpoints { get; set; }
    }

    internal sealed class Endpoint
    {
        public string? Port { get; set; }

        public string? Path { get; set; }

        public string? Interval { get; set; }
    }
}
