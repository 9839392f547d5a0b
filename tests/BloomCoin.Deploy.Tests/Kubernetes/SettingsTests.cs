using System.Text.RegularExpressions;
using BloomCoin.Deploy.Tests.Azure;
using BloomCoin.Deploy.Tests.Kubernetes.CustomResources;
using BloomCoin.Testing;
using k8s;
using k8s.Models;

namespace BloomCoin.Deploy.Tests.Kubernetes;

/// <summary>overlays/aks/settings.yaml, the one file that an operator on Azure changes, and what deploy/azure/README.md says of it.</summary>
public sealed partial class SettingsTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(AzureFolder.Original, "README.md"));

    private static readonly IDictionary<string, string> Settings = KubernetesYaml.Deserialize<V1ConfigMap>(
        File.ReadAllText(RepositoryFile.Path("deploy", "kubernetes", "overlays", "aks", "settings.yaml")), strict: true).Data;

    [Fact]
    public void Every_place_that_waits_for_a_setting_gets_it() => Assert.DoesNotContain("from-settings", Overlay.Aks.Text);

    [Fact]
    public void Every_setting_arrives_and_is_not_applied_itself()
    {
        var example = Overlay.Aks.Text;
        Assert.All(Settings.Values, value => Assert.Contains($" {value}\n", example));
        using var folder = new ManifestsFolder();
        foreach (var (key, value) in Settings) folder.Replace("overlays/aks/settings.yaml", $"{key}: {value}\n", $"{key}: changed-{key}\n");

        var changed = Kustomize.Render(folder.Path("overlays/aks"));

        Assert.All(Settings.Keys, key => Assert.Contains($" changed-{key}\n", changed));
        Assert.All(Settings.Values.Where(value => value != "bloomcoin"), value => Assert.DoesNotContain($" {value}\n", changed));
        Assert.DoesNotContain("name: settings", changed);
    }

    [Fact]
    public void Peers_are_told_the_port_too() => Assert.EndsWith(":8333", Settings["peerAddress"]);

    [Fact]
    public void The_readme_names_every_setting_and_no_other() => Assert.Equal(
        Settings.Keys.Order(StringComparer.Ordinal),
        Section("### 6. The silos").SelectMany(line => Row().Matches(line)).Select(row => row.Groups["name"].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void The_vault_has_what_the_silos_fetch_and_nothing_else()
    {
        var vault = Overlay.Aks.Manifests.Single<SecretProviderClass>("bloomcoin");
        var uploaded = Upload().Matches(string.Join('\n', Section("### 5. The cluster's certificates")));
        var deployed = Snapshot.Of("Microsoft.KeyVault/vaults/secrets").Select(secret => secret.Name().Split('/')[1]);

        Assert.Equal(
            deployed.Concat(uploaded.Select(file => file.Groups["name"].Value)).Order(StringComparer.Ordinal),
            vault.ObjectNames().Order(StringComparer.Ordinal));
        Assert.Equal(
            uploaded.Select(file => (file.Groups["name"].Value, file.Groups["file"].Value)),
            vault.Spec!.SecretObjects!.Single(secret => secret.SecretName == "bloomcoin-tls").Data!.Select(entry => (entry.ObjectName!, entry.Key!)));
        Assert.All(deployed, name => Assert.Contains($"`{name}`", string.Join('\n', Section("### 6. The silos"))));
    }

    private static IEnumerable<string> Section(string title) =>
        Readme.Split('\n').SkipWhile(line => line != title).Skip(1).TakeWhile(line => !line.StartsWith("##", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"(?<name>[a-z-]+)=(?<file>[a-z]+\.(crt|key))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Upload();
}
