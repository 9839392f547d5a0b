namespace BloomCoin.Deploy.Tests.Kubernetes;

public sealed class ReachTests
{
    private const string Silos = "app.kubernetes.io/component In (compute, gateway)";
    private const string ClientMark = "bloomcoin/client";

    private static readonly Dictionary<string, string> Client = new(StringComparer.Ordinal) { [ClientMark] = "true" };
    private static readonly Dictionary<string, string> Stranger = new(StringComparer.Ordinal) { ["app"] = "another" };

    [Theory, InlineData("local"), InlineData("aks")]
    public void Only_silos_reach_the_silo_port(string overlay)
    {
        var manifests = Overlay.Named(overlay).Manifests;
        Assert.All(manifests.Silos, silo => Assert.Equal([Silos], new Reach(manifests).Into(silo, "silo")));
        Assert.All(manifests.Silos, silo => Assert.Contains(Silos, new Reach(manifests).OutOf(silo.Labels, 11111)));
    }

    [Theory, InlineData("local"), InlineData("aks")]
    public void Only_silos_and_pods_that_are_marked_as_clients_reach_the_client_port(string overlay)
    {
        var manifests = Overlay.Named(overlay).Manifests;
        Assert.All(manifests.Silos, silo => Assert.Equal([Silos, $"{ClientMark}=true"], new Reach(manifests).Into(silo, "client")));
        Assert.Equal([Silos], new Reach(manifests).OutOf(Client, 30000));
    }

    [Theory, InlineData("local"), InlineData("aks")]
    public void Anyone_reaches_a_gateways_port_for_peers(string overlay)
    {
        var manifests = Overlay.Named(overlay).Manifests;
        Assert.Equal(["anyone"], new Reach(manifests).Into(manifests.WorkloadNamed("gateway"), "peers"));
        Assert.DoesNotContain(manifests.WorkloadNamed("compute").Ports, port => port.Name == "peers");
    }

    [Theory, InlineData("local"), InlineData("aks")]
    public void Any_pod_reads_the_live_view_and_the_metrics(string overlay)
    {
        var manifests = Overlay.Named(overlay).Manifests;
        Assert.All(manifests.Silos, silo => Assert.Equal(["any pod of any namespace"], new Reach(manifests).Into(silo, "http")));
    }

    [Fact]
    public void Only_silos_are_let_in_by_the_database()
    {
        var manifests = Overlay.Local.Manifests;
        Assert.Equal([Silos], new Reach(manifests).Into(manifests.WorkloadNamed("postgres"), "postgres"));
        Assert.Empty(new Reach(manifests).OutOf(manifests.WorkloadNamed("postgres").Labels, 443));
    }

    [Theory]
    [InlineData("local", "app.kubernetes.io/component=postgres")]
    [InlineData("aks", "10.20.0.0/16")]
    public void Silos_and_no_other_pod_reach_out_to_the_database(string overlay, string database)
    {
        var manifests = Overlay.Named(overlay).Manifests;
        var reach = new Reach(manifests);
        Assert.Equal([database], reach.OutOf(manifests.WorkloadNamed("compute").Labels, 5432));
        Assert.Equal([database, "0.0.0.0/0", "::/0"], reach.OutOf(manifests.WorkloadNamed("gateway").Labels, 5432));   // A peer may listen there.
        Assert.Empty(reach.OutOf(Client, 5432));
        Assert.Empty(reach.OutOf(Stranger, 5432));
    }

    [Theory, InlineData("local"), InlineData("aks")]
    public void Gateways_dial_peers_at_any_port_and_compute_silos_dial_nobody(string overlay)
    {
        var manifests = Overlay.Named(overlay).Manifests;
        Assert.Equal(["0.0.0.0/0", "::/0"], new Reach(manifests).OutOf(manifests.WorkloadNamed("gateway").Labels, 20001));
        Assert.Empty(new Reach(manifests).OutOf(manifests.WorkloadNamed("compute").Labels, 20001));
    }
}
