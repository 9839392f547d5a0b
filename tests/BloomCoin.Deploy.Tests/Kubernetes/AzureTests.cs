using BloomCoin.Deploy.Tests.Azure;
using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;
using BloomCoin.Testing;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes;

/// <summary>The overlay for Azure and what deploy/azure makes have names in common, which neither Bicep nor Kubernetes compares.</summary>
public sealed class AzureTests
{
    private static Manifests Manifests => Overlay.Aks.Manifests;

    [Fact]
    public void The_silos_identity_belongs_to_the_service_account_that_the_silos_have() => Assert.All(Manifests.Silos, silo =>
    {
        var subject = Snapshot.Of("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials")
            .Single(credential => credential.Name().StartsWith("bloomcoin-silo/", StringComparison.Ordinal)).At("properties.subject");
        Assert.Equal($"\"system:serviceaccount:{Assert.Single(Manifests.Of<V1Namespace>()).Metadata.Name}:{silo.Pod.ServiceAccountName}\"", subject);
        Assert.Equal("true", silo.Labels["azure.workload.identity/use"]);
    });

    [Fact]
    public void The_identity_is_the_same_for_the_service_account_and_for_the_vault() => Assert.Equal(
        Manifests.Single<V1ServiceAccount>("bloomcoin-silo").Metadata.Annotations["azure.workload.identity/client-id"],
        Manifests.Single<SecretProviderClass>("bloomcoin").Spec!.Parameters!.ClientID);

    [Fact]
    public void Silos_run_on_the_nodes_of_their_pool_and_tolerate_its_taint() => Assert.All(Manifests.Silos, silo =>
    {
        var pool = Snapshot.Of("Microsoft.ContainerService/managedClusters/agentPools")
            .Single(pool => pool.Name() == $"bloomcoin/{silo.Name}").GetProperty("properties");
        Assert.Equal(silo.Pod.NodeSelector["bloomcoin/pool"], pool.GetProperty("nodeLabels").GetProperty("bloomcoin/pool").GetString());
        var taints = pool.TryGetProperty("nodeTaints", out var some) ? some.EnumerateArray().Select(taint => taint.GetString()!) : [];
        Assert.Equal(taints, (silo.Pod.Tolerations ?? []).Select(toleration => $"{toleration.Key}={toleration.Value}:{toleration.Effect}"));
    });

    [Fact]
    public void The_peers_service_takes_the_static_address()
    {
        var annotations = Manifests.Single<V1Service>("peers").Metadata.Annotations;
        Assert.Equal(Snapshot.Only("Microsoft.Network/publicIPAddresses").Name(), annotations["service.beta.kubernetes.io/azure-pip-name"]);
    }

    [Fact]
    public void The_database_is_looked_for_in_the_virtual_network() => Assert.Equal(
        Snapshot.Only("Microsoft.Network/virtualNetworks").GetProperty("properties").GetProperty("addressSpace")
            .GetProperty("addressPrefixes").EnumerateArray().Single().GetString(),
        Manifests.Single<V1NetworkPolicy>("database").Spec.Egress[0].To.Single().IpBlock.Cidr);

    [Fact]
    public void Prometheus_names_the_job_as_the_alerts_have_it()
    {
        var monitor = Manifests.Single<ServiceMonitor>("bloomcoin").Spec!;
        Assert.Equal("bloomcoin", Manifests.Single<V1Service>("http").Metadata.Labels[monitor.JobLabel!]);
        Assert.Equal("/metrics", Assert.Single(monitor.Endpoints!).Path);
        Assert.Contains("job=\"bloomcoin\"", File.ReadAllText(RepositoryFile.Path("deploy", "prometheus", "alerts.yml")));
    }
}
