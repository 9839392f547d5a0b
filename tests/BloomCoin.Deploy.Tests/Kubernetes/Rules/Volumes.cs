using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>What a container mounts is there, at a place of its own, and what is there is mounted by some container of the pod.</summary>
internal sealed class Volumes : IRule
{
    public IEnumerable<string> Findings(Manifests manifests) =>
        manifests.Workloads.SelectMany(workload => OfPod(workload, Claims(workload, manifests)));

    private static IEnumerable<string> OfPod(Workload workload, IEnumerable<string> claims)
    {
        var there = (workload.Pod.Volumes ?? []).Select(volume => volume.Name).Concat(claims).ToHashSet(StringComparer.Ordinal);
        var mounts = workload.Containers
            .SelectMany(container => (container.VolumeMounts ?? []).Select(mount => (Container: container.Name, Mount: mount))).ToList();
        foreach (var (container, mount) in mounts.Where(each => !there.Contains(each.Mount.Name)))
            yield return $"{workload}: container {container} mounts {mount.Name}, which there is not";
        foreach (var name in there.Except(mounts.Select(each => each.Mount.Name), StringComparer.Ordinal))
            yield return $"{workload}: no container mounts {name}";
        foreach (var same in mounts.GroupBy(each => (each.Container, each.Mount.MountPath)).Where(same => same.Count() > 1))
            yield return $"{workload}: container {same.Key.Container} has {same.Count()} volumes at {same.Key.MountPath}";
    }

    private static IEnumerable<string> Claims(Workload workload, Manifests manifests) =>
        manifests.Of<V1StatefulSet>().Where(set => set.Kind == workload.Kind && set.Metadata.Name == workload.Name)
            .SelectMany(set => set.Spec.VolumeClaimTemplates ?? []).Select(claim => claim.Metadata.Name);
}
