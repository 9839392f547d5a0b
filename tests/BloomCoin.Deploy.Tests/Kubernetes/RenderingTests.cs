namespace BloomCoin.Deploy.Tests.Kubernetes;

public sealed class RenderingTests
{
    [Theory, InlineData("local"), InlineData("aks")]
    public void Every_object_is_read_strictly(string overlay)
    {
        var manifests = Overlay.Named(overlay).Manifests;
        Assert.Empty(manifests.Unreadable);
        Assert.Equal(["compute", "gateway"], manifests.Silos.Select(silo => silo.Name));
    }

    [Fact]
    public void A_pod_has_what_its_manifest_its_secret_and_the_kubelet_give_it()
    {
        var manifests = Overlay.Local.Manifests;
        var gateway = manifests.WorkloadNamed("gateway");
        var pod = new PodEnvironment(manifests, "gateway-7d-x2x", "10.0.0.1");

        var variables = pod.Variables(gateway.Silo);

        Assert.Equal("Gateway", variables["Bloom__Roles"]);
        Assert.Equal("gateway-7d-x2x", variables["Bloom__Cluster__SiloName"]);
        Assert.Equal("10.0.0.1", variables["Bloom__Cluster__AdvertisedAddress"]);
        Assert.StartsWith("Host=postgres;", variables["Bloom__Storage__ConnectionString"]);
        Assert.Equal(
            ["/app/appsettings/appsettings.Cluster.json", "/app/appsettings/appsettings.json"],
            pod.Files(gateway, gateway.Silo).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_probes_port_is_found_by_its_name()
    {
        var gateway = Overlay.Local.Manifests.WorkloadNamed("gateway");
        Assert.Equal(8080, Workload.Port(gateway.Silo, gateway.Silo.ReadinessProbe.HttpGet.Port));
    }
}
