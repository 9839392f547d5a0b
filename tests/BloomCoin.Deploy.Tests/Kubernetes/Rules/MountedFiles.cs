using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A variable that is the path of a file of a mounted ConfigMap or Secret names one that is in it.</summary>
internal sealed class MountedFiles : IRule
{
    public IEnumerable<string> Findings(Manifests manifests)
    {
        var keys = Keys.Of(manifests);
        return from workload in manifests.Workloads
               from container in workload.Containers
               from mount in container.VolumeMounts ?? []
               let source = Source(workload.Pod, mount.Name)
               where source is not null && keys.ContainsKey(source)
               from variable in container.Env ?? []
               where variable.Value?.StartsWith($"{mount.MountPath}/", StringComparison.Ordinal) == true
                   && !keys[source].Contains(variable.Value[(mount.MountPath.Length + 1)..])
               select $"{workload}: {variable.Name} = {variable.Value}, which {source} does not have";
    }

    private static string? Source(V1PodSpec pod, string volume) => (pod.Volumes ?? []).FirstOrDefault(each => each.Name == volume) switch
    {
        { Secret: { } secret } => $"Secret/{secret.SecretName}",
        { ConfigMap: { } map } => $"ConfigMap/{map.Name}",
        _ => null,
    };
}
