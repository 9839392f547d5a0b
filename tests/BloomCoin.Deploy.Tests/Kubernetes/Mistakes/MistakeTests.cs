using System.Reflection;
using BloomCoin.Deploy.Tests.Kubernetes.Rules;

namespace BloomCoin.Deploy.Tests.Kubernetes.Mistakes;

/// <summary>A rule that never finds anything proves nothing. Here each kind of mistake is made in what an overlay renders.</summary>
public sealed class MistakeTests
{
    [Theory]
    [MemberData(nameof(OfShape.Rows), MemberType = typeof(OfShape))]
    [MemberData(nameof(OfWords.Rows), MemberType = typeof(OfWords))]
    [MemberData(nameof(OfNames.Rows), MemberType = typeof(OfNames))]
    [MemberData(nameof(OfSelectors.Rows), MemberType = typeof(OfSelectors))]
    [MemberData(nameof(OfReferences.Rows), MemberType = typeof(OfReferences))]
    [MemberData(nameof(OfPods.Rows), MemberType = typeof(OfPods))]
    [MemberData(nameof(OfConfinement.Rows), MemberType = typeof(OfConfinement))]
    [MemberData(nameof(OfScaling.Rows), MemberType = typeof(OfScaling))]
    public void A_mistake_is_found(string rule, string overlay, string title, string what, string with, string finding)
    {
        var broken = Broken(Overlay.Named(overlay).Text, title, what, with);
        var findings = Rulebook.All.Single(each => each.GetType().Name == rule).Findings(new Manifests(broken)).ToList();
        Assert.True(findings.Exists(found => found.Contains(finding, StringComparison.Ordinal)), $"{findings.Count}: {string.Join('\n', findings)}");
    }

    [Fact]
    public void Every_rule_finds_a_mistake()
    {
        var rules = typeof(IRule).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IRule))).Select(type => type.Name);
        var broken = typeof(MistakeTests).GetMethod(nameof(A_mistake_is_found))!.GetCustomAttributes<MemberDataAttribute>()
            .Select(data => data.MemberType!.GetProperty(data.MemberName)!.GetValue(null))
            .SelectMany(rows => (TheoryData<string, string, string, string, string, string>)rows!);
        Assert.Equal(Sorted(rules), Sorted(Rulebook.All.Select(rule => rule.GetType().Name)));
        Assert.Equal(Sorted(rules), Sorted(broken.Select(row => row.Data.Item1).Distinct(StringComparer.Ordinal)));
    }

    /// <summary>The rendering with one change, at the first place in the object of that kind and name.</summary>
    private static string Broken(string text, string title, string what, string with)
    {
        var documents = Manifests.Documents(text).ToList();
        var index = documents.FindIndex(document => Manifests.Title(document) == title);
        Assert.True(index >= 0, $"there is no {title}");
        Assert.Contains(what, documents[index]);
        var place = documents[index].IndexOf(what, StringComparison.Ordinal);
        documents[index] = documents[index].Remove(place, what.Length).Insert(place, with);
        Assert.NotEqual(text, string.Join("\n---\n", documents));
        return string.Join("\n---\n", documents);
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);
}
