using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A monitor finds a Service by its labels, and in it the port by its name, of which there is one: each silo is read once.</summary>
internal sealed class Monitors : IRule
{
    public IEnumerable<string> Findings(Manifests manifests) =>
        from monitor in manifests.Of<ServiceMonitor>()
        from endpoint in monitor.Spec?.Endpoints ?? []
        let selector = monitor.Spec?.Selector ?? new()
        let found = manifests.Of<V1Service>()
            .Where(service => selector.Matches(service.Metadata.Labels ?? new Dictionary<string, string>()))
            .Count(service => (service.Spec?.Ports ?? []).Any(port => port.Name == endpoint.Port))
        where found != 1
        select $"ServiceMonitor/{monitor.Metadata.Name}: {found} of the Services that it selects have a port {endpoint.Port}, not one";
}
