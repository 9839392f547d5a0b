using k8s;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes;

/// <summary>What runs pods: a Deployment, or a StatefulSet.</summary>
/// <param name="Replicas">None where an autoscaler decides.</param>
internal sealed record Workload(string Kind, string Name, int? Replicas, V1LabelSelector? Selector, V1PodTemplateSpec Template)
{
    private const string SiloContainer = "silo";

    public V1PodSpec Pod => Template.Spec;

    public IDictionary<string, string> Labels => Template.Metadata?.Labels ?? new Dictionary<string, string>();

    public bool IsSilo => Pod.Containers.Any(container => container.Name == SiloContainer);

    /// <summary>The container that runs the node.</summary>
    public V1Container Silo => Pod.Containers.Single(container => container.Name == SiloContainer);

    /// <summary>Those that run first, each to its end, and those that stay.</summary>
    public IEnumerable<V1Container> Containers => [.. Pod.InitContainers ?? [], .. Pod.Containers];

    public IEnumerable<V1ContainerPort> Ports => Pod.Containers.SelectMany(container => container.Ports ?? []);

    /// <summary>How long a pod may take to end, the preStop hook included. Kubernetes' default is 30 s.</summary>
    public long GraceSeconds => Pod.TerminationGracePeriodSeconds ?? 30;

    /// <summary>How long it goes on before it is told to end.</summary>
    public static long PreStopSeconds(V1Container container) => container.Lifecycle?.PreStop?.Sleep?.Seconds ?? 0;

    /// <summary>The number of a port that is given by number or by name.</summary>
    public static int Port(V1Container container, IntOrString port) =>
        int.TryParse(port.Value, out var number) ? number : container.Ports.Single(named => named.Name == port.Value).ContainerPort;

    /// <summary>Nothing for what runs no pods, or says too little to run any.</summary>
    public static Workload? Of(IKubernetesObject<V1ObjectMeta> resource) => resource switch
    {
        V1Deployment { Spec: { Template.Spec.Containers: not null } spec } =>
            new(resource.Kind, Named(resource), spec.Replicas, spec.Selector, spec.Template),
        V1StatefulSet { Spec: { Template.Spec.Containers: not null } spec } =>
            new(resource.Kind, Named(resource), spec.Replicas, spec.Selector, spec.Template),
        _ => null,
    };

    public override string ToString() => $"{Kind}/{Name}";

    private static string Named(IKubernetesObject<V1ObjectMeta> resource) => resource.Metadata?.Name ?? "";
}
