using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>How many pods there are is said once: by a Deployment, or by one autoscaler of it, whose least is not above its most.</summary>
internal sealed class Autoscalers : IRule
{
    public IEnumerable<string> Findings(Manifests manifests)
    {
        var scalers = Scalers(manifests).ToList();
        foreach (var scaler in scalers)
        {
            var deployment = manifests.Of<V1Deployment>()
                .FirstOrDefault(deployment => deployment.Metadata.Name == scaler.Target && deployment.Kind == scaler.TargetKind);
            if (deployment is null) yield return $"{scaler.Name}: there is no {scaler.TargetKind}/{scaler.Target}";
            if (deployment?.Spec?.Replicas is not null) yield return $"{scaler.Name}: Deployment/{scaler.Target} has replicas of its own";
            if (scaler.Least < 1 || scaler.Least > scaler.Most) yield return $"{scaler.Name}: at least {scaler.Least}, and at most {scaler.Most}";
        }

        foreach (var same in scalers.GroupBy(scaler => scaler.Target, StringComparer.Ordinal).Where(same => same.Count() > 1))
            yield return $"Deployment/{same.Key}: it has {same.Count()} autoscalers";
        foreach (var workload in manifests.Workloads
            .Where(workload => workload.Replicas is null && scalers.TrueForAll(scaler => scaler.Target != workload.Name)))
            yield return $"{workload}: nothing says how many there are";
    }

    private static IEnumerable<Scaler> Scalers(Manifests manifests) =>
    [
        .. manifests.Of<V2HorizontalPodAutoscaler>().Where(scaler => scaler.Spec?.ScaleTargetRef is not null).Select(scaler => new Scaler(
            $"{scaler.Kind}/{scaler.Metadata.Name}", scaler.Spec.ScaleTargetRef.Kind, scaler.Spec.ScaleTargetRef.Name,
            scaler.Spec.MinReplicas ?? 1, scaler.Spec.MaxReplicas)),
        .. manifests.Of<ScaledObject>().Where(scaler => scaler.Spec?.ScaleTargetRef is not null).Select(scaler => new Scaler(
            $"{scaler.Kind}/{scaler.Metadata.Name}", scaler.Spec!.ScaleTargetRef!.Kind ?? "Deployment", scaler.Spec.ScaleTargetRef.Name,
            scaler.Spec.MinReplicaCount ?? 0, scaler.Spec.MaxReplicaCount ?? 100)),
    ];

    private sealed record Scaler(string Name, string TargetKind, string? Target, int Least, int Most);
}
