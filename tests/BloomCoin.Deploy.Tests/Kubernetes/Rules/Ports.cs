using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>Whether there is a port, by its name or by its number.</summary>
internal static class Ports
{
    public static bool Has(Workload workload, IntOrString port) => workload.Pod.Containers.Any(container => Has(container, port));

    public static bool Has(V1Container container, IntOrString port) => (container.Ports ?? []).Any(own =>
        int.TryParse(port.Value, out var number) ? own.ContainerPort == number : own.Name == port.Value);
}
