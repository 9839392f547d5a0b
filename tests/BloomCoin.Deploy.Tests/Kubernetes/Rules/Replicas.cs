using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>How many pods a workload has at least: its own number, or its autoscaler's.</summary>
internal static class Replicas
{
    public static int Least(Workload workload, Manifests manifests) => workload.Replicas
        ?? manifests.Of<V2HorizontalPodAutoscaler>().FirstOrDefault(scaler => scaler.Spec?.ScaleTargetRef?.Name == workload.Name)?.Spec.MinReplicas
        ?? manifests.Of<ScaledObject>().FirstOrDefault(scaler => scaler.Spec?.ScaleTargetRef?.Name == workload.Name)?.Spec?.MinReplicaCount
        ?? 1;
}
