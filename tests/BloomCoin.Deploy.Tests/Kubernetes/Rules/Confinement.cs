using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>No container is root, may become it, writes into its image, or shares anything of its node.</summary>
/// <remarks>
/// The standard that the namespace asks for, and more:
/// https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
/// </remarks>
internal sealed class Confinement : IRule
{
    public IEnumerable<string> Findings(Manifests manifests) =>
        from workload in manifests.Workloads
        from wrong in OfPod(workload.Pod).Concat(workload.Containers.SelectMany(container => OfContainer(container, workload.Pod)))
        select $"{workload}: {wrong}";

    private static IEnumerable<string> OfPod(V1PodSpec pod)
    {
        if (pod.HostNetwork == true || pod.HostPID == true || pod.HostIPC == true) yield return "the pod shares its node's network or processes";
        foreach (var volume in (pod.Volumes ?? []).Where(volume => volume.HostPath is not null))
            yield return $"{volume.Name} is a folder of the node";
    }

    private static IEnumerable<string> OfContainer(V1Container container, V1PodSpec pod)
    {
        var own = container.SecurityContext ?? new();
        var name = $"container {container.Name}";
        if ((own.RunAsNonRoot ?? pod.SecurityContext?.RunAsNonRoot) != true) yield return $"{name} may run as root";
        if ((own.RunAsUser ?? pod.SecurityContext?.RunAsUser) is null or 0) yield return $"{name} runs as whom its image says, or as root";
        if ((own.SeccompProfile ?? pod.SecurityContext?.SeccompProfile)?.Type != "RuntimeDefault") yield return $"{name} may call all of the kernel";
        if (own.ReadOnlyRootFilesystem != true) yield return $"{name} may write into its image";
        if (own.AllowPrivilegeEscalation != false) yield return $"{name} may gain privileges";
        if (own.Privileged == true) yield return $"{name} is privileged";
        if (own.Capabilities?.Drop?.Contains("ALL") != true) yield return $"{name} keeps capabilities";
        if (own.Capabilities?.Add is { Count: > 0 }) yield return $"{name} gains capabilities";
        if ((container.Ports ?? []).Any(port => port.HostPort is not null)) yield return $"{name} takes a port of the node";
    }
}
