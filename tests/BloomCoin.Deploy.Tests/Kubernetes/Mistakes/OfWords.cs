using BloomCoin.Deploy.Tests.Kubernetes.Rules;

namespace BloomCoin.Deploy.Tests.Kubernetes.Mistakes;

/// <summary>A word that is none of those that may stand there.</summary>
internal static class OfWords
{
    /// <summary>The rule, the overlay, the object, what is replaced with what, and a part of the finding.</summary>
    public static TheoryData<string, string, string, string, string, string> Rows => new()
    {
        { nameof(Enumerations), "local", "Service/peers",
            "type: LoadBalancer", "type: Loadbalancer",
            "Service/peers: spec.type = Loadbalancer; accepted: ClusterIP" },
        { nameof(Enumerations), "local", "Service/peers",
            "externalTrafficPolicy: Local", "externalTrafficPolicy: local",
            "spec.externalTrafficPolicy = local" },
        { nameof(Enumerations), "local", "NetworkPolicy/silos",
            "protocol: UDP", "protocol: udp",
            "spec.egress[1].ports[0].protocol = udp" },
        { nameof(Enumerations), "local", "NetworkPolicy/nothing", "- Egress", "- Outgress", "spec.policyTypes = Outgress" },
        { nameof(Enumerations), "local", "NetworkPolicy/silos", "operator: In", "operator: Is", "operator = Is" },
        { nameof(Enumerations), "local", "Deployment/gateway",
            "whenUnsatisfiable: ScheduleAnyway", "whenUnsatisfiable: Schedule",
            "whenUnsatisfiable = Schedule" },
        { nameof(Enumerations), "aks", "Deployment/gateway",
            "effect: NoSchedule", "effect: NoScheduling",
            "tolerations[0].effect = NoScheduling" },
        { nameof(Enumerations), "aks", "Deployment/gateway", "operator: Equal", "operator: Equals", "tolerations[0].operator = Equals" },
        { nameof(Enumerations), "local", "Deployment/gateway",
            "        image: bloomcoin:dev\n", "        image: bloomcoin:dev\n        imagePullPolicy: Sometimes\n",
            "imagePullPolicy = Sometimes" },
        { nameof(Enumerations), "local", "Deployment/gateway",
            "type: RuntimeDefault", "type: runtimeDefault",
            "seccompProfile.type = runtimeDefault" },
        { nameof(Enumerations), "local", "Deployment/gateway",
            "  strategy:\n", "  strategy:\n    type: Rolling\n",
            "spec.strategy.type = Rolling" },
        { nameof(Enumerations), "local", "Deployment/gateway",
            "            port: http\n", "            port: http\n            scheme: http\n",
            "httpGet.scheme = http" },
        { nameof(Enumerations), "local", "StatefulSet/postgres", "- ReadWriteOnce", "- ReadWrite", "accessModes = ReadWrite" },
        { nameof(Enumerations), "local", "HorizontalPodAutoscaler/gateway", "type: Resource", "type: Cpu", "spec.metrics[0].type = Cpu" },
        { nameof(Enumerations), "local", "HorizontalPodAutoscaler/gateway",
            "type: AverageValue", "type: Average",
            "target.type = Average" },
        { nameof(Enumerations), "local", "HorizontalPodAutoscaler/gateway", "type: Pods", "type: Pod", "policies[0].type = Pod" },
        { nameof(Enumerations), "aks", "ScaledObject/gateway", "type: prometheus", "type: prometeus", "spec.triggers[1].type = prometeus" },
        { nameof(Enumerations), "aks", "ScaledObject/gateway",
            "metricType: AverageValue", "metricType: Average",
            "spec.triggers[0].metricType = Average" },
        { nameof(Enumerations), "aks", "TriggerAuthentication/prometheus",
            "provider: azure-workload", "provider: azure",
            "spec.podIdentity.provider = azure" },
        { nameof(Enumerations), "aks", "SecretProviderClass/bloomcoin", "provider: azure", "provider: aws", "spec.provider = aws" },
    };
}
