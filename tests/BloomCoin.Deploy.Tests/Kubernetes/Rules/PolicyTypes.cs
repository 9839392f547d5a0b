using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A policy that has rules of a direction says so in its types: without the word these rules are not looked at.</summary>
internal sealed class PolicyTypes : IRule
{
    public IEnumerable<string> Findings(Manifests manifests) =>
        from policy in manifests.Of<V1NetworkPolicy>()
        where policy.Spec is not null
        from direction in ((string Type, bool HasRules)[])[("Ingress", policy.Spec.Ingress is not null), ("Egress", policy.Spec.Egress is not null)]
        where direction.HasRules && policy.Spec.PolicyTypes?.Contains(direction.Type) != true
        select $"NetworkPolicy/{policy.Metadata.Name}: it has rules of {direction.Type}, which its policyTypes do not name";
}
