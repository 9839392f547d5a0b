using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A Secret of the vault's is made of what is fetched, all that is fetched is used, and a pod that needs such a Secret has the volume that makes it.</summary>
internal sealed class VaultSecrets : IRule
{
    private const string Driver = "secrets-store.csi.k8s.io";

    public IEnumerable<string> Findings(Manifests manifests) =>
        [.. manifests.Of<SecretProviderClass>().SelectMany(OfClass), .. manifests.Workloads.SelectMany(workload => OfPod(workload, manifests))];

    private static IEnumerable<string> OfClass(SecretProviderClass source)
    {
        var fetched = source.ObjectNames();
        IReadOnlyList<string> used = [.. (source.Spec?.SecretObjects ?? []).SelectMany(secret => secret.Data ?? []).Select(entry => entry.ObjectName ?? "")];
        foreach (var name in used.Except(fetched, StringComparer.Ordinal)) yield return $"SecretProviderClass/{source.Metadata.Name}: {name} is not fetched";
        foreach (var name in fetched.Except(used, StringComparer.Ordinal)) yield return $"SecretProviderClass/{source.Metadata.Name}: {name} is fetched for nothing";
    }

    private static IEnumerable<string> OfPod(Workload workload, Manifests manifests)
    {
        IReadOnlyList<string?> mounted = [.. (workload.Pod.Volumes ?? []).Where(volume => volume.Csi?.Driver == Driver).Select(Class)];
        foreach (var name in mounted.Where(name => !manifests.Of<SecretProviderClass>().Any(source => source.Metadata.Name == name)))
            yield return $"{workload}: there is no SecretProviderClass/{name}";
        var needed = Needed(workload).ToHashSet(StringComparer.Ordinal);
        foreach (var source in manifests.Of<SecretProviderClass>().Where(source => !mounted.Contains(source.Metadata.Name)))
            foreach (var secret in (source.Spec?.SecretObjects ?? []).Where(secret => needed.Contains(secret.SecretName ?? "")))
                yield return $"{workload}: Secret/{secret.SecretName} is made for who mounts SecretProviderClass/{source.Metadata.Name}, which it does not";
    }

    private static string? Class(k8s.Models.V1Volume volume) => volume.Csi.VolumeAttributes?.TryGetValue("secretProviderClass", out var name) == true ? name : null;

    private static IEnumerable<string> Needed(Workload workload) =>
        workload.Containers.SelectMany(container => container.Env ?? []).Select(variable => variable.ValueFrom?.SecretKeyRef?.Name)
            .Concat((workload.Pod.Volumes ?? []).Select(volume => volume.Secret?.SecretName)).OfType<string>();
}
