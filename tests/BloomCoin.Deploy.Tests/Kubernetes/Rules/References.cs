using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>Each ConfigMap and Secret that a pod names is there, with the key that it names.</summary>
internal sealed class References : IRule
{
    public IEnumerable<string> Findings(Manifests manifests)
    {
        var keys = Keys.Of(manifests);
        return from workload in manifests.Workloads
               from wanted in workload.Containers.SelectMany(OfContainer).Concat((workload.Pod.Volumes ?? []).SelectMany(OfVolume))
               where !wanted.IsOptional
               let found = keys.GetValueOrDefault($"{wanted.Kind}/{wanted.Name}")
               where found is null || (wanted.Key is not null && !found.Contains(wanted.Key))
               select $"{workload}: there is no {wanted.Kind}/{wanted.Name}{(found is null ? "" : $" with the key {wanted.Key}")}";
    }

    private static IEnumerable<Reference> OfContainer(V1Container container)
    {
        foreach (var source in (container.Env ?? []).Select(variable => variable.ValueFrom).OfType<V1EnvVarSource>())
        {
            if (source.SecretKeyRef is { } secret) yield return new("Secret", secret.Name, secret.Key, secret.Optional == true);
            if (source.ConfigMapKeyRef is { } map) yield return new("ConfigMap", map.Name, map.Key, map.Optional == true);
        }

        foreach (var source in container.EnvFrom ?? [])
        {
            if (source.SecretRef is { } secret) yield return new("Secret", secret.Name, null, secret.Optional == true);
            if (source.ConfigMapRef is { } map) yield return new("ConfigMap", map.Name, null, map.Optional == true);
        }
    }

    private static IEnumerable<Reference> OfVolume(V1Volume volume)
    {
        if (volume.Secret is { } secret)
            foreach (var key in Items(secret.Items)) yield return new("Secret", secret.SecretName, key, secret.Optional == true);
        if (volume.ConfigMap is { } map)
            foreach (var key in Items(map.Items)) yield return new("ConfigMap", map.Name, key, map.Optional == true);
    }

    private static IEnumerable<string?> Items(IList<V1KeyToPath>? items) =>
        items is { Count: > 0 } ? items.Select(item => (string?)item.Key) : [default(string)];

    /// <param name="Key">None where all of it is taken.</param>
    private sealed record Reference(string Kind, string Name, string? Key, bool IsOptional);
}
