using BloomCoin.Deploy.Tests.Kubernetes.Rules;

namespace BloomCoin.Deploy.Tests.Kubernetes;

public sealed class OverlayTests
{
    [Theory, InlineData("local"), InlineData("aks")]
    public void An_overlay_is_free_of_findings(string overlay)
    {
        var findings = Rulebook.Findings(Overlay.Named(overlay).Manifests);
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public void Where_something_is_missing_that_is_all_that_is_found()   // The other rules would stumble over it.
    {
        var text = Overlay.Local.Text.Replace("  podSelector: {}\n", "", StringComparison.Ordinal);
        Assert.Equal(["NetworkPolicy/nothing: spec has no podSelector"], Rulebook.Findings(new Manifests(text)));
    }
}
