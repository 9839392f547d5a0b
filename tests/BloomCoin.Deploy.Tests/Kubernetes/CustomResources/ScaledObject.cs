using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.CustomResources;

/// <summary>What KEDA makes a HorizontalPodAutoscaler of.</summary>
/// <remarks>https://keda.sh/docs/latest/reference/scaledobject-spec/</remarks>
internal sealed class ScaledObject : CustomResource
{
    public Specification? Spec { get; set; }

    internal sealed class Specification
    {
        public Target? ScaleTargetRef { get; set; }

        public int? MinReplicaCount { get; set; }

        public int? MaxReplicaCount { get; set; }

        public List<Trigger>? Triggers { get; set; }

        public AdvancedOptions? Advanced { get; set; }
    }

    /// <summary>Of a Deployment, unless it says otherwise.</summary>
    internal sealed class Target
    {
        public string? ApiVersion { get; set; }

        public string? Kind { get; set; }

        public string? Name { get; set; }
    }

    /// <summary>What its metadata may hold depends on its type; all of it is strings.</summary>
    internal sealed class Trigger
    {
        public string? Type { get; set; }

        public string? MetricType { get; set; }

        public Dictionary<string, string>? Metadata { get; set; }

        public Reference? AuthenticationRef { get; set; }
    }

    internal sealed class Reference
    {
        public string? Name { get; set; }
    }

    internal sealed class AdvancedOptions
    {
        public AutoscalerOptions? HorizontalPodAutoscalerConfig { get; set; }
    }

    internal sealed class AutoscalerOptions
    {
        public V2HorizontalPodAutoscalerBehavior? Behavior { get; set; }
    }
}
