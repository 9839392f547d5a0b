namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>All rules. None knows what the API server of a cluster would add: its admission, its version, its quotas.</summary>
internal static class Rulebook
{
    public static readonly IReadOnlyList<IRule> All =
    [
        new Spelling(), new ScalarTypes(), new RequiredMembers(), new Alternatives(), new Enumerations(), new Names(), new PartNames(),
        new WorkloadSelectors(), new Services(), new DisruptionBudgets(), new NetworkPolicies(), new PolicyTypes(), new SpreadConstraints(),
        new Monitors(), new References(), new VaultSecrets(), new VaultVolumes(), new Volumes(), new MountedFiles(),
        new Resources(), new Probes(), new Endings(), new Confinement(), new ServiceAccounts(), new AdvertisedAddresses(),
        new Autoscalers(), new Metrics(),
    ];

    public static IReadOnlyList<string> Findings(Manifests manifests) => [.. All.SelectMany(rule => rule.Findings(manifests))];
}
