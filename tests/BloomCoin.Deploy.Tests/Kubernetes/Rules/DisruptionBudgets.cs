using System.Globalization;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A budget is of the pods of one workload, no pod has two, and a node can be emptied: one pod at least may go.</summary>
internal sealed class DisruptionBudgets : IRule
{
    public IEnumerable<string> Findings(Manifests manifests)
    {
        var budgets = manifests.Of<V1PodDisruptionBudget>().Where(budget => budget.Spec?.Selector is not null)
            .Select(budget => (Budget: budget, Workloads: manifests.Selected(budget.Spec.Selector).ToList())).ToList();
        foreach (var (budget, workloads) in budgets)
        {
            var name = $"PodDisruptionBudget/{budget.Metadata.Name}";
            if (workloads.Count == 0) yield return $"{name}: its selector matches no pod";
            if (workloads.Count > 1) yield return $"{name}: its selector matches the pods of {string.Join(" and ", workloads)}";
            foreach (var workload in workloads.Where(workload => Spare(budget.Spec, Replicas.Least(workload, manifests)) < 1))
                yield return $"{name}: lets none of {workload} go";
        }

        foreach (var same in budgets.SelectMany(each => each.Workloads).GroupBy(workload => workload).Where(same => same.Count() > 1))
            yield return $"{same.Key}: it has {same.Count()} budgets, and none of its pods may go then";
    }

    /// <summary>How many may be away while none is lost.</summary>
    private static double Spare(V1PodDisruptionBudgetSpec budget, int replicas)
    {
        if (budget.MaxUnavailable is { } away) return Count(away, replicas);
        return budget.MinAvailable is { } there ? replicas - Count(there, replicas) : 0;
    }

    /// <summary>A share is rounded up, in either case.</summary>
    private static double Count(IntOrString amount, int replicas) => amount.Value.EndsWith('%')
        ? Math.Ceiling(int.Parse(amount.Value.TrimEnd('%'), CultureInfo.InvariantCulture) * replicas / 100.0)
        : amount.ToInt();
}
