using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A policy is about pods that there are, lets in or out what there is, and names ports that are at the other end.</summary>
internal sealed class NetworkPolicies : IRule
{
    /// <summary>The mark of client apps. They are the users' own, so no pod here has it.</summary>
    private const string ClientMark = "bloomcoin/client";

    public IEnumerable<string> Findings(Manifests manifests) =>
        from policy in manifests.Of<V1NetworkPolicy>()
        where policy.Spec is not null
        from wrong in (IEnumerable<string>)[.. Pods(policy.Spec, manifests), .. Ingress(policy.Spec, manifests), .. Egress(policy.Spec, manifests)]
        select $"NetworkPolicy/{policy.Metadata.Name}: {wrong}";

    private static IEnumerable<string> Pods(V1NetworkPolicySpec policy, Manifests manifests)
    {
        var peers = (policy.Ingress ?? []).SelectMany(rule => rule.FromProperty ?? [])
            .Concat((policy.Egress ?? []).SelectMany(rule => rule.To ?? []));
        var here = peers.Where(peer => peer.NamespaceSelector is null).Select(peer => peer.PodSelector);
        return here.Append(policy.PodSelector).OfType<V1LabelSelector>()
            .Where(selector => !IsOfClients(selector) && !manifests.Selected(selector).Any())
            .Select(selector => $"{selector.Written()} matches no pod");
    }

    private static IEnumerable<string> Ingress(V1NetworkPolicySpec policy, Manifests manifests) =>
        from rule in policy.Ingress ?? []
        from port in rule.Ports ?? []
        from workload in manifests.Selected(policy.PodSelector)
        where port.Port is not null && !Ports.Has(workload, port.Port)
        select $"{workload} has no port {port.Port}";

    private static IEnumerable<string> Egress(V1NetworkPolicySpec policy, Manifests manifests) =>
        from rule in policy.Egress ?? []
        from port in rule.Ports ?? []
        from peer in rule.To ?? []
        where port.Port is not null && peer is { PodSelector: not null, NamespaceSelector: null }
        from workload in manifests.Selected(peer.PodSelector)
        where !Ports.Has(workload, port.Port)
        select $"{workload} has no port {port.Port}";

    private static bool IsOfClients(V1LabelSelector selector) => selector.MatchLabels?.ContainsKey(ClientMark) ?? false;
}
