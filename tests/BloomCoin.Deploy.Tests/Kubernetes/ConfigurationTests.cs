using System.Text;
using BloomCoin.Node.Configuration;
using k8s.Models;
using Microsoft.Extensions.Configuration;

namespace BloomCoin.Deploy.Tests.Kubernetes;

/// <summary>A node that refuses its configuration ends at once. It is asked here what it would say to the one that it gets in a pod.</summary>
public sealed class ConfigurationTests
{
    [Theory, InlineData("local"), InlineData("aks")]
    public void A_node_accepts_what_a_pod_gives_it(string overlay)
    {
        var manifests = Overlay.Named(overlay).Manifests;
        var errors = from silo in manifests.Silos
                     from container in silo.Containers
                     from error in ConfigurationCheck.Of(Configuration(manifests, silo, container)).Errors
                     select $"{silo}: container {container.Name}: {error}";
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("Bloom__Gateway__MaxPeers", "Bloom__Gateway__MaxPeer", "Bloom:Gateway:MaxPeer: there is no such key")]
    [InlineData("value: Gateway", "value: Gate", "Bloom:Roles = \"Gate\"")]
    [InlineData("Bloom__Storage__ConnectionString", "Bloom__Database", "Bloom:Storage:ConnectionString is not set")]
    [InlineData("value: Cluster", "value: Clusters", "Bloom:Roles = \"Gateway\": silos find each other on PostgreSQL")]
    public void A_node_refuses_a_mistake(string what, string with, string error)
    {
        var broken = Overlay.Local.Text.Replace(what, with, StringComparison.Ordinal);
        Assert.NotEqual(Overlay.Local.Text, broken);
        var manifests = new Manifests(broken);
        var gateway = manifests.WorkloadNamed("gateway");
        Assert.Contains(
            ConfigurationCheck.Of(Configuration(manifests, gateway, gateway.Silo)).Errors,
            found => found.StartsWith(error, StringComparison.Ordinal));
    }

    [Theory, InlineData("local"), InlineData("aks")]
    public void Ports_and_roles_are_what_the_manifests_say_elsewhere(string overlay)
    {
        var manifests = Overlay.Named(overlay).Manifests;
        Assert.All(manifests.Silos, silo =>
        {
            var configuration = Configuration(manifests, silo, silo.Silo);
            Assert.Equal(silo.Name, configuration["Bloom:Roles"], ignoreCase: true);
            Assert.Equal(Port(silo, "silo"), configuration["Bloom:Cluster:SiloPort"]);
            Assert.Equal(Port(silo, "client"), configuration["Bloom:Cluster:ClientPort"]);
            Assert.Equal("0.0.0.0:" + Port(silo, "http"), configuration["Bloom:Http:Listen"]);
            if (silo.Name == "gateway") Assert.Equal("0.0.0.0:" + Port(silo, "peers"), configuration["Bloom:Gateway:Listen"]);
        });
    }

    private static string Port(Workload silo, string name) => $"{silo.Ports.Single(port => port.Name == name).ContainerPort}";

    /// <summary>As the node reads it: the two files, and then the environment.</summary>
    private static IConfigurationRoot Configuration(Manifests manifests, Workload silo, V1Container container)
    {
        var pod = new PodEnvironment(manifests, $"{silo.Name}-0", "10.0.0.1", Secret(manifests));
        var variables = pod.Variables(container);
        var builder = new ConfigurationBuilder();
        string[] names = ["appsettings.json", $"appsettings.{variables["DOTNET_ENVIRONMENT"]}.json"];
        foreach (var file in names.Select(name => pod.Files(silo, container).GetValueOrDefault($"/app/appsettings/{name}")).OfType<string>())
            builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(file)));
        return builder.AddInMemoryCollection(variables.Select(variable =>
            KeyValuePair.Create(variable.Key.Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value))).Build();
    }

    /// <summary>Those of the vault are nowhere here: a stand-in of their form takes their place.</summary>
    private static Func<string, string, string>? Secret(Manifests manifests) => manifests.Of<V1Secret>().Any() ? null : (_, key) => key switch
    {
        "postgres-connection-string" => "Host=database;Database=bloomcoin;Username=silo;Password=none;SSL Mode=VerifyFull",
        "dashboard-token" => new string('0', 48),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "no stand-in"),
    };
}
