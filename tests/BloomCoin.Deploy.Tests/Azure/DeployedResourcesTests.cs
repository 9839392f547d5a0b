using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace BloomCoin.Deploy.Tests.Azure;

public sealed class DeployedResourcesTests
{
    private const string Zones = """["1","2","3"]""";

    private static readonly JsonElement Cluster = Snapshot.Only("Microsoft.ContainerService/managedClusters");

    [Fact]
    public void The_database_is_in_the_network_only_and_has_a_standby_in_another_zone()
    {
        var server = Snapshot.Only("Microsoft.DBforPostgreSQL/flexibleServers");
        Assert.Equal("\"Disabled\"", server.At("properties.network.publicNetworkAccess"));
        Assert.Contains("databaseSubnetId", server.At("properties.network.delegatedSubnetResourceId"));
        Assert.Equal("\"ZoneRedundant\"", server.At("properties.highAvailability.mode"));
        Assert.Equal("\"17\"", server.At("properties.version"));
    }

    [Fact]
    public void The_vault_asks_for_roles_keeps_what_is_deleted_and_turns_the_internet_away()
    {
        var vault = Snapshot.Only("Microsoft.KeyVault/vaults");
        Assert.Equal("true", vault.At("properties.enableRbacAuthorization"));
        Assert.Equal("true", vault.At("properties.enablePurgeProtection"));
        Assert.Equal("true", vault.At("properties.enableSoftDelete"));
        Assert.Equal("\"Deny\"", vault.At("properties.networkAcls.defaultAction"));
    }

    [Fact]
    public void Secrets_are_made_of_parameters_and_the_database_is_asked_who_it_is()
    {
        var secrets = Snapshot.Of("Microsoft.KeyVault/vaults/secrets")
            .ToDictionary(secret => secret.Name().Split('/')[1], secret => secret.At("properties.value"));
        Assert.Equal("\"[parameters('dashboardToken')]\"", secrets["dashboard-token"]);
        Assert.Contains("parameters('postgresPassword')", secrets["postgres-connection-string"]);
        Assert.Contains("SSL Mode=VerifyFull", secrets["postgres-connection-string"]);
        Assert.Equal(2, secrets.Count);
    }

    [Fact]
    public void A_password_of_any_characters_comes_through_the_connection_string()
    {
        var secret = Assert.Single(Snapshot.Of("Microsoft.KeyVault/vaults/secrets"),
            secret => secret.Name().EndsWith("/postgres-connection-string", StringComparison.Ordinal));
        var expression = secret.GetProperty("properties").GetProperty("value").GetString()!;
        Assert.StartsWith("[format('Host=", expression);
        Assert.Contains("replace(parameters('postgresPassword'), '\"', '\"\"')", expression);
        var format = CompositeFormat.Parse(expression.Split('\'')[1]);
        const string Password = "a;b=\"c\" 'd'";
        var written = Password.Replace("\"", "\"\"", StringComparison.Ordinal);

        var settings = new NpgsqlConnectionStringBuilder(
            string.Format(CultureInfo.InvariantCulture, format, "host", "database", "login", written, 50));

        Assert.Equal(("host", "database", "login"), (settings.Host, settings.Database, settings.Username));
        Assert.Equal(Password, settings.Password);
        Assert.Equal((SslMode.VerifyFull, 50), (settings.SslMode, settings.MaxPoolSize));
    }

    [Fact]
    public void Nobody_enters_kubernetes_but_through_entra_id_from_an_operators_address()
    {
        Assert.Equal("true", Cluster.At("properties.disableLocalAccounts"));
        Assert.Equal("true", Cluster.At("properties.aadProfile.enableAzureRBAC"));
        Assert.Equal("[\"203.0.113.7/32\"]", Compact(Cluster.At("properties.apiServerAccessProfile.authorizedIPRanges")));
    }

    [Theory]
    [InlineData("networkProfile.networkPluginMode", "\"overlay\"")]
    [InlineData("networkProfile.networkDataplane", "\"cilium\"")]
    [InlineData("networkProfile.networkPolicy", "\"cilium\"")]
    [InlineData("networkProfile.loadBalancerSku", "\"standard\"")]
    [InlineData("oidcIssuerProfile.enabled", "true")]
    [InlineData("securityProfile.workloadIdentity.enabled", "true")]
    [InlineData("securityProfile.imageCleaner.enabled", "true")]
    [InlineData("addonProfiles.azureKeyvaultSecretsProvider.enabled", "true")]
    [InlineData("addonProfiles.azureKeyvaultSecretsProvider.config.enableSecretRotation", "\"true\"")]
    [InlineData("addonProfiles.omsagent.enabled", "true")]
    [InlineData("azureMonitorProfile.metrics.enabled", "true")]
    [InlineData("workloadAutoScalerProfile.keda.enabled", "true")]
    [InlineData("autoUpgradeProfile.upgradeChannel", "\"patch\"")]
    public void The_cluster_has_what_the_manifests_count_on(string property, string value) =>
        Assert.Equal(value, Cluster.At("properties." + property));   // Bicep's types leave these open: the linter takes any word.

    [Fact]
    public void Each_pool_has_three_zones_and_only_gateways_tolerate_the_gateways_nodes()
    {
        Assert.Equal(Zones, Compact(Cluster.GetProperty("properties").GetProperty("agentPoolProfiles")[0].At("availabilityZones")));
        var pools = Snapshot.Of("Microsoft.ContainerService/managedClusters/agentPools").ToDictionary(pool => pool.Name().Split('/')[1]);
        Assert.Equal(["compute", "gateway"], pools.Keys.Order(StringComparer.Ordinal));
        Assert.All(pools, pool =>
        {
            Assert.Equal(Zones, Compact(pool.Value.At("properties.availabilityZones")));
            Assert.Equal($$"""{"bloomcoin/pool":"{{pool.Key}}"}""", Compact(pool.Value.At("properties.nodeLabels")));
            Assert.Equal("true", pool.Value.At("properties.enableAutoScaling"));
        });
        Assert.Equal("[\"bloomcoin/pool=gateway:NoSchedule\"]", Compact(pools["gateway"].At("properties.nodeTaints")));
        Assert.Throws<KeyNotFoundException>(() => pools["compute"].At("properties.nodeTaints"));
    }

    [Theory]
    [InlineData("bloomcoin-silo", "system:serviceaccount:bloomcoin:bloomcoin-silo")]
    [InlineData("bloomcoin-keda", "system:serviceaccount:kube-system:keda-operator")]
    public void An_identity_belongs_to_one_service_account(string identity, string subject)
    {
        var credentials = Snapshot.Of("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials");
        Assert.Equal(2, credentials.Count);
        var own = Assert.Single(credentials, credential => credential.Name().Split('/')[0] == identity);
        Assert.Equal($"\"{subject}\"", own.At("properties.subject"));
    }

    [Fact]
    public void The_registry_has_no_passwords_and_the_peers_address_is_the_one_public_address()
    {
        var registry = Snapshot.Only("Microsoft.ContainerRegistry/registries");
        Assert.Equal("false", registry.At("properties.adminUserEnabled"));
        Assert.Equal("false", registry.At("properties.anonymousPullEnabled"));
        var address = Snapshot.Only("Microsoft.Network/publicIPAddresses");
        Assert.Equal("bloomcoin-peers", address.Name());
        Assert.Equal(Zones, Compact(address.At("zones")));
    }

    [Fact]
    public void No_group_has_more_than_the_twenty_alerts_that_azure_takes() =>
        Assert.All(Snapshot.Of("Microsoft.AlertsManagement/prometheusRuleGroups"),
            group => Assert.InRange(group.GetProperty("properties").GetProperty("rules").GetArrayLength(), 1, 20));

    private static string Compact(string json) => JsonSerializer.Serialize(JsonElement.Parse(json));
}
