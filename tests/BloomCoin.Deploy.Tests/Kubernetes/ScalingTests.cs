using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes;

public sealed class ScalingTests
{
    [Fact]
    public void Gateways_are_scaled_by_processors_and_by_connections()
    {
        var metrics = Overlay.Base.Manifests.Single<V2HorizontalPodAutoscaler>("gateway").Spec.Metrics;
        Assert.Equal(2, metrics.Count);
        Assert.Equal(("cpu", "700m"), (metrics[0].Resource.Name, metrics[0].Resource.Target.AverageValue.ToString()));
        Assert.Equal(("bloom_gateway_connections", 2500m), (metrics[1].Pods.Metric.Name, metrics[1].Pods.Target.AverageValue.ToDecimal()));
    }

    [Fact]
    public void On_a_machine_of_ones_own_by_processors_alone()
    {
        var scaler = Overlay.Local.Manifests.Single<V2HorizontalPodAutoscaler>("gateway").Spec;
        Assert.Equal("cpu", Assert.Single(scaler.Metrics).Resource.Name);
        Assert.Equal(1, scaler.MinReplicas);
    }

    [Fact]
    public void On_azure_by_the_same_through_keda()
    {
        Assert.Empty(Overlay.Aks.Manifests.Of<V2HorizontalPodAutoscaler>());
        var triggers = Overlay.Aks.Manifests.Single<ScaledObject>("gateway").Spec!.Triggers!;
        Assert.Equal(["cpu", "prometheus"], triggers.Select(trigger => trigger.Type));
        Assert.All(triggers, trigger => Assert.Equal("AverageValue", trigger.MetricType));
        Assert.Equal("700m", triggers[0].Metadata!["value"]);
        Assert.Equal("2500", triggers[1].Metadata!["threshold"]);
        Assert.Contains("bloom_gateway_connections{job=\"bloomcoin\"}", triggers[1].Metadata!["query"]);
    }

    [Fact]
    public void Gateways_go_one_at_a_time_wherever_they_are_scaled()
    {
        V2HorizontalPodAutoscalerBehavior[] behaviors =
        [
            Overlay.Base.Manifests.Single<V2HorizontalPodAutoscaler>("gateway").Spec.Behavior,
            Overlay.Aks.Manifests.Single<ScaledObject>("gateway").Spec!.Advanced!.HorizontalPodAutoscalerConfig!.Behavior!,
        ];
        Assert.All(behaviors, behavior => Assert.Equal(
            ("Pods", 1, 900),
            (behavior.ScaleDown.Policies[0].Type, behavior.ScaleDown.Policies[0].Value, behavior.ScaleDown.StabilizationWindowSeconds)));
    }
}
