using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes;

/// <summary>Which labels a selector means.</summary>
internal static class Selection
{
    public static bool Matches(this V1LabelSelector selector, IDictionary<string, string> labels) =>
        (selector.MatchLabels ?? new Dictionary<string, string>())
            .All(wanted => labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value)
        && (selector.MatchExpressions ?? []).All(wanted => Matches(wanted, labels));

    /// <summary>Whether it means all there is.</summary>
    public static bool IsEmpty(this V1LabelSelector selector) =>
        selector is { MatchLabels: null or { Count: 0 }, MatchExpressions: null or { Count: 0 } };

    /// <summary>As people would write it.</summary>
    public static string Written(this V1LabelSelector selector) => string.Join(", ",
        (selector.MatchLabels ?? new Dictionary<string, string>()).Select(label => $"{label.Key}={label.Value}")
            .Concat((selector.MatchExpressions ?? []).Select(wanted =>
                $"{wanted.Key} {wanted.OperatorProperty} ({string.Join(", ", wanted.Values ?? [])})")));

    private static bool Matches(V1LabelSelectorRequirement wanted, IDictionary<string, string> labels)
    {
        var value = labels.TryGetValue(wanted.Key, out var found) ? found : null;
        return wanted.OperatorProperty switch
        {
            "In" => value is not null && wanted.Values.Contains(value),
            "NotIn" => value is null || !wanted.Values.Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false,
        };
    }
}
