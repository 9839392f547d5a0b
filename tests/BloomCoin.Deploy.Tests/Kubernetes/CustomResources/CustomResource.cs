using k8s;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.CustomResources;

/// <summary>A kind that no Kubernetes has by itself. The classes here know the fields that the manifests may use, and no other.</summary>
internal abstract class CustomResource : IKubernetesObject<V1ObjectMeta>
{
    public static readonly Dictionary<string, Type> Kinds = new(StringComparer.Ordinal)
    {
        ["secrets-store.csi.x-k8s.io/v1/SecretProviderClass"] = typeof(SecretProviderClass),
        ["keda.sh/v1alpha1/ScaledObject"] = typeof(ScaledObject),
        ["keda.sh/v1alpha1/TriggerAuthentication"] = typeof(TriggerAuthentication),
        ["azmonitoring.coreos.com/v1/ServiceMonitor"] = typeof(ServiceMonitor),
        ["monitoring.coreos.com/v1/ServiceMonitor"] = typeof(ServiceMonitor),
    };

    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();
}
