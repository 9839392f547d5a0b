using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A pod that needs a Secret of the vault's has the volume that makes it, by a class that there is.</summary>
internal sealed class VaultVolumes : IRule
{
    private const string Driver = "secrets-store.csi.k8s.io";

    public IEnumerable<string> Findings(Manifests manifests) => manifests.Workloads.SelectMany(workload => OfPod(workload, manifests));

    private static IEnumerable<string> OfPod(Workload workload, Manifests manifests)
    {
        IReadOnlyList<string?> mounted = [.. (workload.Pod.Volumes ?? []).Where(volume => volume.Csi?.Driver == Driver).Select(Class)];
        foreach (var name in mounted.Where(name => !manifests.Of<SecretProviderClass>().Any(source => source.Metadata.Name == name)))
            yield return $"{workload}: there is no SecretProviderClass/{name}";
        var needed = Needed(workload).ToHashSet(StringComparer.Ordinal);
        foreach (var source in manifests.Of<SecretProviderClass>().Where(source => !mounted.Contains(source.Metadata.Name)))
            foreach (var secret in (source.Spec?.SecretObjects ?? []).Where(secret => needed.Contains(secret.SecretName ?? "")))
                yield return $"{workload}: it has no volume of SecretProviderClass/{source.Metadata.Name}, which makes Secret/{secret.SecretName}";
    }

    private static string? Class(V1Volume volume) =>
        volume.Csi.VolumeAttributes?.TryGetValue("secretProviderClass", out var name) == true ? name : null;

    private static IEnumerable<string> Needed(Workload workload) =>
        workload.Containers.SelectMany(container => container.Env ?? []).Select(variable => variable.ValueFrom?.SecretKeyRef?.Name)
            .Concat((workload.Pod.Volumes ?? []).Select(volume => volume.Secret?.SecretName)).OfType<string>();
}
