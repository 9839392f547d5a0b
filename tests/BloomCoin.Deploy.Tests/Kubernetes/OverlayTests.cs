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
}
