using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;
using k8s.Models;
using YamlDotNet.RepresentationModel;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>What must be given is given. The client library takes it for nothing or 0 where it is missing.</summary>
internal sealed class RequiredMembers : IRule
{
    /// <summary>As the API's reference has it, for the kinds that the manifests use.</summary>
    public static readonly IReadOnlyDictionary<Type, string[]> Members = new Dictionary<Type, string[]>
    {
        [typeof(V1Namespace)] = ["metadata"],
        [typeof(V1ServiceAccount)] = ["metadata"],
        [typeof(V1ConfigMap)] = ["metadata"],
        [typeof(V1Secret)] = ["metadata"],
        [typeof(V1Deployment)] = ["metadata", "spec"],
        [typeof(V1DeploymentSpec)] = ["selector", "template"],
        [typeof(V1StatefulSet)] = ["metadata", "spec"],
        [typeof(V1StatefulSetSpec)] = ["selector", "template", "serviceName"],
        [typeof(V1PodTemplateSpec)] = ["metadata", "spec"],
        [typeof(V1PodSpec)] = ["containers"],
        [typeof(V1Container)] = ["name", "image"],
        [typeof(V1ContainerPort)] = ["containerPort"],
        [typeof(V1EnvVar)] = ["name"],
        [typeof(V1SecretKeySelector)] = ["name", "key"],
        [typeof(V1ConfigMapKeySelector)] = ["name", "key"],
        [typeof(V1ObjectFieldSelector)] = ["fieldPath"],
        [typeof(V1HTTPGetAction)] = ["path", "port"],
        [typeof(V1TCPSocketAction)] = ["port"],
        [typeof(V1ExecAction)] = ["command"],
        [typeof(V1SleepAction)] = ["seconds"],
        [typeof(V1Volume)] = ["name"],
        [typeof(V1VolumeMount)] = ["name", "mountPath"],
        [typeof(V1SecretVolumeSource)] = ["secretName"],
        [typeof(V1ConfigMapVolumeSource)] = ["name"],
        [typeof(V1CSIVolumeSource)] = ["driver"],
        [typeof(V1PersistentVolumeClaimSpec)] = ["accessModes", "resources"],
        [typeof(V1TopologySpreadConstraint)] = ["maxSkew", "topologyKey", "whenUnsatisfiable", "labelSelector"],
        [typeof(V1LabelSelectorRequirement)] = ["key", "operator"],
        [typeof(V1Service)] = ["metadata", "spec"],
        [typeof(V1ServiceSpec)] = ["selector", "ports"],
        [typeof(V1ServicePort)] = ["port"],
        [typeof(V1NetworkPolicy)] = ["metadata", "spec"],
        [typeof(V1NetworkPolicySpec)] = ["podSelector", "policyTypes"],
        [typeof(V1NetworkPolicyPort)] = ["port"],
        [typeof(V1IPBlock)] = ["cidr"],
        [typeof(V1PodDisruptionBudget)] = ["metadata", "spec"],
        [typeof(V1PodDisruptionBudgetSpec)] = ["selector"],
        [typeof(V2HorizontalPodAutoscaler)] = ["metadata", "spec"],
        [typeof(V2HorizontalPodAutoscalerSpec)] = ["scaleTargetRef", "maxReplicas", "metrics"],
        [typeof(V2CrossVersionObjectReference)] = ["kind", "name"],
        [typeof(V2MetricSpec)] = ["type"],
        [typeof(V2MetricTarget)] = ["type"],
        [typeof(V2MetricIdentifier)] = ["name"],
        [typeof(V2ResourceMetricSource)] = ["name", "target"],
        [typeof(V2PodsMetricSource)] = ["metric", "target"],
        [typeof(V2HPAScalingPolicy)] = ["type", "value", "periodSeconds"],
        [typeof(ScaledObject)] = ["metadata", "spec"],
        [typeof(ScaledObject.Specification)] = ["scaleTargetRef", "triggers", "maxReplicaCount"],
        [typeof(ScaledObject.Target)] = ["name"],
        [typeof(ScaledObject.Trigger)] = ["type", "metadata"],
        [typeof(ScaledObject.Reference)] = ["name"],
        [typeof(TriggerAuthentication)] = ["metadata", "spec"],
        [typeof(TriggerAuthentication.Identity)] = ["provider"],
        [typeof(SecretProviderClass)] = ["metadata", "spec"],
        [typeof(SecretProviderClass.Specification)] = ["provider", "parameters"],
        [typeof(SecretProviderClass.AzureParameters)] = ["tenantId", "keyvaultName", "clientID", "objects"],
        [typeof(SecretProviderClass.SecretObject)] = ["secretName", "type", "data"],
        [typeof(SecretProviderClass.SecretKey)] = ["objectName", "key"],
        [typeof(ServiceMonitor)] = ["metadata", "spec"],
        [typeof(ServiceMonitor.Specification)] = ["selector", "endpoints"],
        [typeof(ServiceMonitor.Endpoint)] = ["port"],
    };

    public IEnumerable<string> Findings(Manifests manifests) =>
        from manifest in manifests.All
        from place in Place.In(manifest)
        where Members.ContainsKey(place.Type)
        from member in Members[place.Type]
        where !Has(place.Node, member)
        select $"{manifest}: {(place.Path.Length == 0 ? "" : place.Path + " ")}has no {member}";

    private static bool Has(YamlNode node, string member) =>
        node is YamlMappingNode map && map.Children.TryGetValue(member, out var value) && value switch
        {
            YamlScalarNode scalar => !string.IsNullOrEmpty(scalar.Value),
            YamlSequenceNode list => list.Children.Count > 0,
            _ => true,   // An empty map may mean something: a selector of every pod.
        };
}
