using System.Text;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes;

/// <summary>What a container of a pod finds: its variables and files, as the kubelet puts them together.</summary>
/// <param name="secret">The value of a Secret's key. The rendered Secrets by default; on Azure these come from the vault.</param>
internal sealed class PodEnvironment(Manifests manifests, string podName, string podIp, Func<string, string, string>? secret = null)
{
    /// <summary>The variables of a container.</summary>
    /// <exception cref="NotSupportedException">They come in a way that no manifest here uses.</exception>
    public IReadOnlyDictionary<string, string> Variables(V1Container container)
    {
        if (container.EnvFrom is { Count: > 0 }) throw new NotSupportedException($"{container.Name}: envFrom");
        return (container.Env ?? []).ToDictionary(variable => variable.Name, Value, StringComparer.Ordinal);
    }

    /// <summary>The files that a container has from ConfigMaps: path and content.</summary>
    public IReadOnlyDictionary<string, string> Files(Workload workload, V1Container container)
    {
        var files = from mount in container.VolumeMounts ?? []
                    join volume in workload.Pod.Volumes ?? [] on mount.Name equals volume.Name
                    where volume.ConfigMap is not null
                    from file in manifests.Single<V1ConfigMap>(volume.ConfigMap.Name).Data
                    select (Path: $"{mount.MountPath}/{file.Key}", Content: file.Value);
        return files.ToDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);
    }

    private string Value(V1EnvVar variable) => variable.ValueFrom switch
    {
        null => variable.Value ?? "",
        { FieldRef.FieldPath: "metadata.name" } => podName,
        { FieldRef.FieldPath: "status.podIP" } => podIp,
        { SecretKeyRef: { } reference } => (secret ?? Rendered)(reference.Name, reference.Key),
        { ConfigMapKeyRef: { } reference } => manifests.Single<V1ConfigMap>(reference.Name).Data[reference.Key],
        _ => throw new NotSupportedException($"{variable.Name}: valueFrom"),
    };

    private string Rendered(string name, string key) => Encoding.UTF8.GetString(manifests.Single<V1Secret>(name).Data[key]);
}
