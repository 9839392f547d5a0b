using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes;

public sealed class RolloutTests
{
    [Theory, InlineData("local"), InlineData("aks")]
    public void Peers_come_through_a_load_balancer_that_keeps_their_addresses(string overlay)
    {
        var peers = Overlay.Named(overlay).Manifests.Single<V1Service>("peers").Spec;
        Assert.Equal(("LoadBalancer", "Local"), (peers.Type, peers.ExternalTrafficPolicy));
        Assert.Equal(8333, Assert.Single(peers.Ports).Port);
    }

    [Theory, InlineData("local"), InlineData("aks")]
    public void A_silo_goes_on_for_5_seconds_and_has_45_to_end(string overlay) =>   // docs/operations.md
        Assert.All(Overlay.Named(overlay).Manifests.Silos, silo => Assert.Equal((5, 45), (Workload.PreStopSeconds(silo.Silo), silo.GraceSeconds)));

    [Theory, InlineData("local", "bloomcoin:dev"), InlineData("aks", "example.azurecr.io/bloomcoin:0.2.0")]
    public void All_silos_and_what_migrates_the_database_are_of_one_image(string overlay, string image)
    {
        var containers = Overlay.Named(overlay).Manifests.Silos.SelectMany(silo => silo.Containers).ToList();
        Assert.Equal(4, containers.Count);
        Assert.All(containers, container => Assert.Equal(image, container.Image));
    }

    [Theory, InlineData("local"), InlineData("aks")]
    public void The_database_is_migrated_as_the_silo_that_comes_after_would_reach_it(string overlay)
    {
        var manifests = Overlay.Named(overlay).Manifests;
        var pod = new PodEnvironment(manifests, "pod", "10.0.0.1", (name, key) => $"{name}/{key}");
        Assert.All(manifests.Silos, silo =>
        {
            var first = Assert.Single(silo.Pod.InitContainers);
            Assert.Equal(["--migrate"], first.Args);
            var variables = pod.Variables(silo.Silo);
            Assert.All(pod.Variables(first), variable => Assert.Equal(variable.Value, variables[variable.Key]));
            Assert.Equal(pod.Files(silo, silo.Silo), pod.Files(silo, first));
        });
    }

    [Theory, InlineData("local"), InlineData("aks")]
    public void A_new_version_comes_one_pod_at_a_time_before_an_old_one_goes(string overlay) =>
        Assert.All(Overlay.Named(overlay).Manifests.Of<V1Deployment>(), deployment => Assert.Equal(
            ("1", "0"),
            (deployment.Spec.Strategy.RollingUpdate.MaxSurge.Value, deployment.Spec.Strategy.RollingUpdate.MaxUnavailable.Value)));

    [Fact]
    public void The_namespace_asks_for_the_restricted_standard() => Assert.Equal(
        "restricted", Overlay.Base.Manifests.Single<V1Namespace>("bloomcoin").Metadata.Labels["pod-security.kubernetes.io/enforce"]);
}
