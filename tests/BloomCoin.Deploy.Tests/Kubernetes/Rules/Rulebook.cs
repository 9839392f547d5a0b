namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>All rules. None knows what the API server of a cluster would add: its admission, its version, its quotas.</summary>
internal static class Rulebook
{
    private static readonly IRule[] OfShape =
        [new Spelling(), new ScalarTypes(), new RequiredMembers(), new Alternatives(), new Enumerations()];

    private static readonly IRule[] OfMeaning =
    [
        new Names(), new PartNames(), new WorkloadSelectors(), new Services(), new DisruptionBudgets(), new NetworkPolicies(),
        new PolicyTypes(), new SpreadConstraints(), new Monitors(), new References(), new VaultSecrets(), new VaultVolumes(),
        new Volumes(), new MountedFiles(), new Resources(), new Probes(), new Endings(), new Confinement(), new ServiceAccounts(),
        new AdvertisedAddresses(), new Autoscalers(), new Metrics(),
    ];

    public static IReadOnlyList<IRule> All => [.. OfShape, .. OfMeaning];

    /// <summary>What the manifests mean is asked only where they say all that they must.</summary>
    public static IReadOnlyList<string> Findings(Manifests manifests)
    {
        var shape = OfShape.SelectMany(rule => rule.Findings(manifests)).ToList();
        return shape.Count > 0 ? shape : [.. OfMeaning.SelectMany(rule => rule.Findings(manifests))];
    }
}
