using BloomCoin.Deploy.Tests.Kubernetes.Rules;

namespace BloomCoin.Deploy.Tests.Kubernetes.Mistakes;

/// <summary>Two say how many pods there are, or none does, or by nothing that there is.</summary>
internal static class OfScaling
{
    /// <summary>The rule, the overlay, the object, what is replaced with what, and a part of the finding.</summary>
    public static TheoryData<string, string, string, string, string, string> Rows => new()
    {
        { nameof(Autoscalers), "local", "HorizontalPodAutoscaler/gateway",
            "    name: gateway", "    name: gate",
            "HorizontalPodAutoscaler/gateway: there is no Deployment/gate" },
        { nameof(Autoscalers), "local", "HorizontalPodAutoscaler/gateway",
            "    kind: Deployment\n", "    kind: StatefulSet\n",
            "HorizontalPodAutoscaler/gateway: there is no StatefulSet/gateway" },
        { nameof(Autoscalers), "local", "HorizontalPodAutoscaler/gateway",
            "    name: gateway", "    name: compute",
            "HorizontalPodAutoscaler/gateway: Deployment/compute has replicas of its own" },
        { nameof(Autoscalers), "local", "HorizontalPodAutoscaler/gateway",
            "    name: gateway", "    name: compute",
            "Deployment/gateway: nothing says how many there are" },
        { nameof(Autoscalers), "aks", "Deployment/gateway",
            "spec:\n", "spec:\n  replicas: 3\n",
            "ScaledObject/gateway: Deployment/gateway has replicas of its own" },
        { nameof(Autoscalers), "local", "HorizontalPodAutoscaler/gateway",
            "minReplicas: 1", "minReplicas: 11",
            "HorizontalPodAutoscaler/gateway: at least 11, and at most 10" },
        { nameof(Autoscalers), "aks", "ScaledObject/gateway",
            "minReplicaCount: 3", "minReplicaCount: 0",
            "ScaledObject/gateway: at least 0, and at most 12" },
        { nameof(Autoscalers), "aks", "ScaledObject/gateway",
            "apiVersion: keda.sh/v1alpha1\n",
            "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: gateway\nspec:\n  scaleTargetRef:\n    kind: Deployment\n    name: gateway\n  maxReplicas: 3\n---\napiVersion: keda.sh/v1alpha1\n",
            "Deployment/gateway: it has 2 autoscalers" },
        { nameof(Metrics), "local", "HorizontalPodAutoscaler/gateway",
            "type: Resource", "type: Pods",
            "HorizontalPodAutoscaler/gateway: a metric of the type Pods says nothing of it" },
        { nameof(Metrics), "aks", "ScaledObject/gateway",
            "      threshold: \"2500\"\n", "",
            "ScaledObject/gateway: the trigger prometheus has no threshold" },
        { nameof(Metrics), "aks", "ScaledObject/gateway",
            "      value: 700m\n", "      threshold: 700m\n",
            "ScaledObject/gateway: the trigger cpu has no value" },
        { nameof(Metrics), "aks", "ScaledObject/gateway",
            "      name: prometheus\n", "      name: prom\n",
            "ScaledObject/gateway: there is no TriggerAuthentication/prom" },
    };
}
