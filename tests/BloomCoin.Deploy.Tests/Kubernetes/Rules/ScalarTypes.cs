using System.Text.RegularExpressions;
using k8s.Models;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BloomCoin.Deploy.Tests.Kubernetes.Rules;

/// <summary>A string is not written as what YAML reads as a number, a truth value or nothing; nor these as a string.</summary>
/// <remarks>The client library converts either without a word. The API server refuses them.</remarks>
internal sealed partial class ScalarTypes : IRule
{
    public IEnumerable<string> Findings(Manifests manifests) =>
        from manifest in manifests.All
        from place in Place.In(manifest)
        let wrong = Wrong(place)
        where wrong is not null
        select $"{manifest}: {place.Path} = {place.Node} {wrong}";

    private static string? Wrong(Place place)
    {
        if (place.Node is not YamlScalarNode { Value: { } text } scalar) return null;
        var isPlain = scalar.Style == ScalarStyle.Plain;
        if (place.Type == typeof(string) || place.Type == typeof(byte[]))
            return isPlain && (Word().IsMatch(text) || Number().IsMatch(text)) ? "is not a string without quotes" : null;
        if (place.Type == typeof(IntOrString)) return !isPlain && Digits().IsMatch(text) ? "is a number and has no quotes" : null;
        return place.Type.IsPrimitive && !isPlain ? $"is a string, where {place.Type.Name} belongs" : null;
    }

    /// <summary>Nothing, and what is true or false, as YAML 1.1 has it, which Kubernetes reads.</summary>
    [GeneratedRegex("^(|~|null|true|false|yes|no|on|off)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(
        @"^([-+]?0[xob][\da-fA-F_]+|[-+]?([\d_]+(\.[\d_]*)?|\.[\d_]+)([eE][-+]?\d+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
