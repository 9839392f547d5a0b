using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>Every container asks for processors and memory, has a limit of both, and asks for no more than that.</summary>
internal sealed class Resources : IRule
{
    public IEnumerable<string> Findings(Manifests manifests) =>
        from workload in manifests.Workloads
        from container in workload.Containers
        from resource in (string[])["cpu", "memory"]
        let request = Of(container.Resources?.Requests, resource)
        let limit = Of(container.Resources?.Limits, resource)
        let wrong = request is null ? $"has no request for {resource}"
            : limit is null ? $"has no limit for {resource}"
            : request.ToDecimal() > limit.ToDecimal() ? $"asks for {request} of {resource}, and may have {limit}"
            : null
        where wrong is not null
        select $"{workload}: container {container.Name} {wrong}";

    private static ResourceQuantity? Of(IDictionary<string, ResourceQuantity>? amounts, string resource) =>
        amounts is not null && amounts.TryGetValue(resource, out var amount) ? amount : null;
}
