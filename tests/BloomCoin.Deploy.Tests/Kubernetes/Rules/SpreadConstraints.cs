using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>What a pod is spread among are its own kind: the constraint's selector matches the pod that has it.</summary>
internal sealed class SpreadConstraints : IRule
{
    /// <summary>The Deployment's controller adds this label to the pods.</summary>
    private const string Hash = "pod-template-hash";

    public IEnumerable<string> Findings(Manifests manifests) =>
        from workload in manifests.Workloads
        from constraint in workload.Pod.TopologySpreadConstraints ?? []
        from wrong in Wrong(constraint, workload.Labels)
        select $"{workload}: spread over {constraint.TopologyKey}: {wrong}";

    private static IEnumerable<string> Wrong(V1TopologySpreadConstraint constraint, IDictionary<string, string> labels)
    {
        if (constraint.LabelSelector?.Matches(labels) == false) yield return "its selector does not match the pod";
        foreach (var key in (constraint.MatchLabelKeys ?? []).Where(key => key != Hash && !labels.ContainsKey(key)))
            yield return $"the pod has no label {key}";
        if (constraint.MaxSkew < 1) yield return $"maxSkew is {constraint.MaxSkew}";
    }
}
