using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>
/// A Service leads to pods, and each of its ports to one that all of these pods have. A StatefulSet has the Service that names its pods.
/// </summary>
internal sealed class Services : IRule
{
    public IEnumerable<string> Findings(Manifests manifests) =>
    [
        .. manifests.Of<V1Service>().SelectMany(service => OfService(service, manifests)),
        .. manifests.Of<V1StatefulSet>().SelectMany(set => OfSet(set, manifests)),
    ];

    private static IEnumerable<string> OfService(V1Service service, Manifests manifests)
    {
        if (service.Spec?.Selector is not { Count: > 0 } labels) yield break;   // RequiredMembers says so.
        var workloads = manifests.Selected(new V1LabelSelector { MatchLabels = labels }).ToList();
        if (workloads.Count == 0) yield return $"Service/{service.Metadata.Name}: its selector matches no pod";
        foreach (var port in service.Spec.Ports ?? [])
        {
            var target = port.TargetPort ?? port.Port;
            foreach (var workload in workloads.Where(workload => !Ports.Has(workload, target)))
                yield return $"Service/{service.Metadata.Name}: {workload} has no port {target}";
        }
    }

    private static IEnumerable<string> OfSet(V1StatefulSet set, Manifests manifests)
    {
        if (!manifests.Of<V1Service>().Any(service => service.Metadata.Name == set.Spec?.ServiceName && service.Spec?.ClusterIP == "None"))
            yield return $"StatefulSet/{set.Metadata.Name}: there is no Service {set.Spec?.ServiceName} without an address of its own";
    }
}
