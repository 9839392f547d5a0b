using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A policy that has rules of a direction says so in its types: without the word these rules are not looked at.</summary>
internal sealed class PolicyTypes : IRule
{
    public IEnumerable<string> Findings(Manifests manifests) =>
        from policy in manifests.Of<V1NetworkPolicy>()
        where policy.Spec is not null
        from type in (IEnumerable<string>)[.. policy.Spec.Ingress is null ? [] : (string[])["Ingress"], .. policy.Spec.Egress is null ? [] : (string[])["Egress"]]
        where !(policy.Spec.PolicyTypes ?? []).Contains(type)
        select $"NetworkPolicy/{policy.Metadata.Name}: it has rules of {type}, which its policyTypes do not name";
}
