using System.Globalization;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes;

/// <summary>Who reaches whom by TCP, as all network policies together have it: each lets in more, and none forbids.</summary>
internal sealed class Reach(Manifests manifests)
{
    private const string Anyone = "anyone";

    /// <summary>Who may open a connection to a port of a workload's pods.</summary>
    public IReadOnlyList<string> Into(Workload workload, string port)
    {
        var number = workload.Ports.Single(each => each.Name == port).ContainerPort;
        var policies = About(workload.Labels, "Ingress");
        return policies.Count == 0 ? [Anyone] : Peers(
            from policy in policies
            from rule in policy.Ingress ?? []
            where Covers(rule.Ports, port, number)
            select rule.FromProperty);
    }

    /// <summary>To whom pods with these labels may open a connection, at a port of that number.</summary>
    public IReadOnlyList<string> OutOf(IDictionary<string, string> labels, int port)
    {
        var policies = About(labels, "Egress");
        return policies.Count == 0 ? [Anyone] : Peers(
            from policy in policies
            from rule in policy.Egress ?? []
            where Covers(rule.Ports, null, port)
            select rule.To);
    }

    private List<V1NetworkPolicySpec> About(IDictionary<string, string> labels, string type) =>
    [
        .. manifests.Of<V1NetworkPolicy>().Select(policy => policy.Spec)
            .Where(policy => policy.PodSelector.Matches(labels) && policy.PolicyTypes.Contains(type)),
    ];

    /// <summary>A rule without ports is about all of them.</summary>
    private static bool Covers(IList<V1NetworkPolicyPort>? ports, string? name, int number) =>
        ports is not { Count: > 0 } || ports.Any(port => port.Protocol is null or "TCP"
            && (port.Port is null || port.Port.Value == name || port.Port.Value == number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A rule without peers is about everybody.</summary>
    private static List<string> Peers(IEnumerable<IList<V1NetworkPolicyPeer>?> rules) =>
        [.. rules.SelectMany(peers => peers is { Count: > 0 } ? peers.Select(Written) : [Anyone]).Distinct(StringComparer.Ordinal)];

    private static string Written(V1NetworkPolicyPeer peer)
    {
        if (peer.IpBlock is { } block) return block.Cidr;
        var pods = peer.PodSelector?.Written() ?? "any pod";
        if (peer.NamespaceSelector is not { } spaces) return pods;
        return $"{pods} of {(spaces.IsEmpty() ? "any namespace" : spaces.Written())}";
    }
}
