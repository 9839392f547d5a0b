namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A workload selects the pods that it makes, and no other workload's.</summary>
internal sealed class WorkloadSelectors : IRule
{
    public IEnumerable<string> Findings(Manifests manifests) =>
        from workload in manifests.Workloads
        where workload.Selector is not null
        from wrong in Wrong(workload, [.. manifests.Selected(workload.Selector!)])
        select $"{workload}: {wrong}";

    private static IEnumerable<string> Wrong(Workload workload, IReadOnlyList<Workload> selected)
    {
        if (!selected.Contains(workload)) yield return "its selector does not match its own pods";
        foreach (var other in selected.Where(other => other != workload)) yield return $"its selector matches pods of {other} too";
    }
}
