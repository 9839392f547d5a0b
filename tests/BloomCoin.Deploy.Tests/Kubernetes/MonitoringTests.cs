using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;
using BloomCoin.Deploy.Tests.Kubernetes.Rules;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes;

public sealed class MonitoringTests
{
    [Fact]
    public void An_overlay_takes_the_service_monitor_in_by_naming_its_component()
    {
        using var folder = new ManifestsFolder();
        folder.Replace("overlays/local/kustomization.yaml", "secretGenerator:", "components:\n  - ../../components/service-monitor\nsecretGenerator:");

        var manifests = new Manifests(Kustomize.Render(folder.Path("overlays/local")));

        Assert.Empty(Rulebook.Findings(manifests));
        AlertsFindTheirJob(manifests);
    }

    [Fact]
    public void Managed_Prometheus_scrapes_the_same() => AlertsFindTheirJob(Overlay.Aks.Manifests);

    /// <summary>deploy/prometheus/alerts.yml names the job; a monitor names it by a label of the service.</summary>
    private static void AlertsFindTheirJob(Manifests manifests)
    {
        var monitor = Assert.Single(manifests.Of<ServiceMonitor>());
        Assert.Equal("bloomcoin", manifests.Single<V1Service>("http").Metadata.Labels[monitor.Spec!.JobLabel!]);
    }
}
