using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;
using k8s.Models;
using YamlDotNet.RepresentationModel;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A word that is to be one of a few is one of them. For the client library these are any strings.</summary>
internal sealed class Enumerations : IRule
{
    private static readonly string[] Protocols = ["TCP", "UDP", "SCTP"];
    private static readonly string[] TargetTypes = ["Utilization", "Value", "AverageValue"];

    public static readonly IReadOnlyDictionary<(Type Type, string Member), string[]> Words = new Dictionary<(Type, string), string[]>
    {
        [(typeof(V1ServiceSpec), "type")] = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"],
        [(typeof(V1ServiceSpec), "externalTrafficPolicy")] = ["Cluster", "Local"],
        [(typeof(V1ServiceSpec), "internalTrafficPolicy")] = ["Cluster", "Local"],
        [(typeof(V1ServiceSpec), "sessionAffinity")] = ["ClientIP", "None"],
        [(typeof(V1ServicePort), "protocol")] = Protocols,
        [(typeof(V1ContainerPort), "protocol")] = Protocols,
        [(typeof(V1NetworkPolicyPort), "protocol")] = Protocols,
        [(typeof(V1NetworkPolicySpec), "policyTypes")] = ["Ingress", "Egress"],
        [(typeof(V1LabelSelectorRequirement), "operator")] = ["In", "NotIn", "Exists", "DoesNotExist"],
        [(typeof(V1NodeSelectorRequirement), "operator")] = ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"],
        [(typeof(V1DeploymentStrategy), "type")] = ["RollingUpdate", "Recreate"],
        [(typeof(V1StatefulSetUpdateStrategy), "type")] = ["RollingUpdate", "OnDelete"],
        [(typeof(V1StatefulSetSpec), "podManagementPolicy")] = ["OrderedReady", "Parallel"],
        [(typeof(V1PodSpec), "restartPolicy")] = ["Always"],
        [(typeof(V1PodSpec), "dnsPolicy")] = ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"],
        [(typeof(V1Container), "imagePullPolicy")] = ["Always", "IfNotPresent", "Never"],
        [(typeof(V1Container), "terminationMessagePolicy")] = ["File", "FallbackToLogsOnError"],
        [(typeof(V1HTTPGetAction), "scheme")] = ["HTTP", "HTTPS"],
        [(typeof(V1SeccompProfile), "type")] = ["RuntimeDefault", "Localhost", "Unconfined"],
        [(typeof(V1PodSecurityContext), "fsGroupChangePolicy")] = ["Always", "OnRootMismatch"],
        [(typeof(V1EmptyDirVolumeSource), "medium")] = ["Memory"],
        [(typeof(V1Toleration), "operator")] = ["Exists", "Equal"],
        [(typeof(V1Toleration), "effect")] = ["NoSchedule", "PreferNoSchedule", "NoExecute"],
        [(typeof(V1TopologySpreadConstraint), "whenUnsatisfiable")] = ["DoNotSchedule", "ScheduleAnyway"],
        [(typeof(V1PersistentVolumeClaimSpec), "accessModes")] = ["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany", "ReadOnlyMany"],
        [(typeof(V1PodDisruptionBudgetSpec), "unhealthyPodEvictionPolicy")] = ["IfHealthyBudget", "AlwaysAllow"],
        [(typeof(V2MetricSpec), "type")] = ["Resource", "ContainerResource", "Pods", "Object", "External"],
        [(typeof(V2MetricTarget), "type")] = TargetTypes,
        [(typeof(V2HPAScalingRules), "selectPolicy")] = ["Max", "Min", "Disabled"],
        [(typeof(V2HPAScalingPolicy), "type")] = ["Pods", "Percent"],
        [(typeof(ScaledObject.Trigger), "type")] = ["cpu", "memory", "prometheus"],
        [(typeof(ScaledObject.Trigger), "metricType")] = TargetTypes,
        [(typeof(TriggerAuthentication.Identity), "provider")] = ["azure-workload", "none"],
        [(typeof(SecretProviderClass.Specification), "provider")] = ["azure"],
        [(typeof(SecretProviderClass.SecretObject), "type")] = ["Opaque", "kubernetes.io/tls"],
    };

    public IEnumerable<string> Findings(Manifests manifests) =>
        from manifest in manifests.All
        from place in Place.In(manifest)
        where place.Owner is not null && Words.ContainsKey((place.Owner, place.Member))
        let words = Words[(place.Owner!, place.Member)]
        from written in place.Node is YamlSequenceNode list ? list.Select(entry => entry.ToString()) : [place.Node.ToString()]
        where !words.Contains(written, StringComparer.Ordinal)
        select $"{manifest}: {place.Path} = {written}; accepted: {string.Join(", ", words)}";
}
