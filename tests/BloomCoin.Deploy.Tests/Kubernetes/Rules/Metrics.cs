using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>What an autoscaler goes by is what its type says, and what it asks for it is there.</summary>
internal sealed class Metrics : IRule
{
    public IEnumerable<string> Findings(Manifests manifests) =>
    [
        .. manifests.Of<V2HorizontalPodAutoscaler>().SelectMany(OfAutoscaler),
        .. manifests.Of<ScaledObject>().SelectMany(scaler => OfScaledObject(scaler, manifests)),
    ];

    private static IEnumerable<string> OfAutoscaler(V2HorizontalPodAutoscaler scaler) =>
        from metric in scaler.Spec?.Metrics ?? []
        let isOfItsType = metric.Type switch
        {
            "Resource" => metric.Resource is not null,
            "Pods" => metric.Pods is not null,
            _ => true,   // Enumerations and Alternatives judge the rest.
        }
        where !isOfItsType
        select $"HorizontalPodAutoscaler/{scaler.Metadata.Name}: a metric of the type {metric.Type} says nothing of it";

    private static IEnumerable<string> OfScaledObject(ScaledObject scaler, Manifests manifests)
    {
        foreach (var trigger in scaler.Spec?.Triggers ?? [])
        {
            foreach (var key in Needed(trigger.Type).Where(key => trigger.Metadata?.ContainsKey(key) != true))
                yield return $"ScaledObject/{scaler.Metadata.Name}: the trigger {trigger.Type} has no {key}";
            if (trigger.AuthenticationRef?.Name is { } name && !manifests.Of<TriggerAuthentication>().Any(known => known.Metadata.Name == name))
                yield return $"ScaledObject/{scaler.Metadata.Name}: there is no TriggerAuthentication/{name}";
        }
    }

    private static string[] Needed(string? type) => type == "prometheus" ? ["serverAddress", "query", "threshold"] : ["value"];
}
