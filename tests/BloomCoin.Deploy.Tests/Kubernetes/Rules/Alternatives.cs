using k8s.Models;
using YamlDotNet.RepresentationModel;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>Where one of several members is to be chosen, one is, and only one.</summary>
internal sealed class Alternatives : IRule
{
    public static readonly IReadOnlyDictionary<Type, string[]> Members = new Dictionary<Type, string[]>
    {
        [typeof(V1Volume)] = ["configMap", "secret", "emptyDir", "csi", "persistentVolumeClaim", "projected"],
        [typeof(V1Probe)] = ["httpGet", "tcpSocket", "exec", "grpc"],
        [typeof(V1LifecycleHandler)] = ["sleep", "exec", "httpGet"],
        [typeof(V1EnvVar)] = ["value", "valueFrom"],
        [typeof(V1EnvVarSource)] = ["fieldRef", "secretKeyRef", "configMapKeyRef", "resourceFieldRef"],
        [typeof(V1PodDisruptionBudgetSpec)] = ["maxUnavailable", "minAvailable"],
        [typeof(V2MetricSpec)] = ["resource", "pods", "object", "external", "containerResource"],
        [typeof(V2MetricTarget)] = ["averageValue", "averageUtilization", "value"],
    };

    public IEnumerable<string> Findings(Manifests manifests) =>
        from manifest in manifests.All
        from place in Place.In(manifest)
        where Members.ContainsKey(place.Type) && place.Node is YamlMappingNode
        let chosen = Members[place.Type].Count(member => ((YamlMappingNode)place.Node).Children.ContainsKey(member))
        where chosen != 1
        select $"{manifest}: {place.Path} has {chosen} of {string.Join(", ", Members[place.Type])}, not one";
}
