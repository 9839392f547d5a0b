using System.Text.RegularExpressions;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>Each object has a name that DNS takes, is the only one of its kind that has it, and lies in the namespace that comes with it.</summary>
internal sealed partial class Names : IRule
{
    public IEnumerable<string> Findings(Manifests manifests)
    {
        var namespaces = manifests.Of<V1Namespace>().Select(space => space.Metadata.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var same in manifests.All.GroupBy(manifest => manifest.ToString(), StringComparer.Ordinal))
        {
            var metadata = same.First().Resource.Metadata;
            if (!IsLabel(metadata?.Name)) yield return $"{same.Key}: the name is no DNS label";
            if (same.Count() > 1) yield return $"{same.Key}: there are {same.Count()} of this name";
            if (same.First().Resource is not V1Namespace && !namespaces.Contains(metadata?.NamespaceProperty ?? ""))
                yield return $"{same.Key}: its namespace is \"{metadata?.NamespaceProperty}\"";
        }
    }

    public static bool IsLabel(string? name) => name is { Length: > 0 and <= 63 } && Label().IsMatch(name);

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Label();
}
