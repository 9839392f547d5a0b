using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A pod's service account is there, and its token is in no pod: nothing here asks Kubernetes for anything.</summary>
internal sealed class ServiceAccounts : IRule
{
    public IEnumerable<string> Findings(Manifests manifests)
    {
        var accounts = manifests.Of<V1ServiceAccount>().Select(account => account.Metadata.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var workload in manifests.Workloads)
        {
            var name = workload.Pod.ServiceAccountName;
            if (name is not null && !accounts.Contains(name)) yield return $"{workload}: there is no ServiceAccount/{name}";
            if (workload.IsSilo && name is null) yield return $"{workload}: it has no service account of its own";
            if (workload.Pod.AutomountServiceAccountToken != false) yield return $"{workload}: its service account's token is mounted";
        }
    }
}
