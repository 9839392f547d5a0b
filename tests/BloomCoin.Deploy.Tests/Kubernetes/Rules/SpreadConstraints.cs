namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>What a pod is spread among are its own kind: the constraint's selector matches the pod that has it.</summary>
internal sealed class SpreadConstraints : IRule
{
    /// <summary>The Deployment's controller adds this label to the pods.</summary>
    private const string Hash = "pod-template-hash";

    public IEnumerable<string> Findings(Manifests manifests) =>
        from workload in manifests.Workloads
        from constraint in workload.Pod.TopologySpreadConstraints ?? []
        from wrong in (IEnumerable<string>)
        [
            .. constraint.LabelSelector?.Matches(workload.Labels) == false ? ["its selector does not match the pod"] : (string[])[],
            .. (constraint.MatchLabelKeys ?? []).Where(key => key != Hash && !workload.Labels.ContainsKey(key)).Select(key => $"the pod has no label {key}"),
            .. constraint.MaxSkew < 1 ? [$"maxSkew is {constraint.MaxSkew}"] : (string[])[],
        ]
        select $"{workload}: spread over {constraint.TopologyKey}: {wrong}";
}
