namespace BloomCoin.Deploy.Tests.Azure;

public sealed class BicepTests
{
    private const string Renewal = "If the change is wanted, renew main.snapshot.json: deploy/azure/README.md, \"Change it\".";

    [Fact]
    public async Task Every_template_is_free_of_lint()
    {
        var (templates, findings) = await Finding.InFolder(AzureFolder.Original);
        Assert.True(findings.Count == 0, string.Join('\n', findings));
        Assert.Equal(Directory.GetFiles(AzureFolder.Original, "*.bicep", SearchOption.AllDirectories).Length, templates);
    }

    [Fact]
    public async Task Each_kind_of_mistake_is_a_finding()
    {
        using var folder = new AzureFolder();
        (string File, string What, string With, string Rule)[] mistakes =
        [
            ("modules/cluster.bicep", "disableLocalAccounts: true", "disableLocalAccount: true", "BCP089"),
            ("modules/postgres.bicep", "storageSizeGB: storageGb", "storageSizeGB: 'plenty'", "BCP036"),
            ("modules/registry.bicep", "registries@2025-11-01", "registries@2025-11-02", "BCP081"),
            ("modules/zone.bicep", "privateDnsZones@2024-06-01", "privateDnsZones@2020-06-01", "use-recent-api-versions"),
            ("modules/vault.bicep", "string = vault.name", "string = dashboardToken", "outputs-should-not-contain-secrets"),
            ("modules/identity.bicep", "param location string", "param location string\nparam colour string", "no-unused-params"),
            ("main.bicep", "location: location, retentionDays: logRetentionDays", "location: 'westeurope'", "BCP035"),
        ];
        foreach (var mistake in mistakes) folder.Replace(mistake.File, mistake.What, mistake.With);

        var (_, findings) = await Finding.InFolder(folder.Path);

        Assert.All(mistakes, mistake => Assert.Contains(findings, finding => finding.File == mistake.File && finding.Rule == mistake.Rule));
    }

    [Fact]
    public async Task The_snapshot_is_what_the_templates_and_the_example_parameters_predict()
    {
        var (code, output, errors) = await Validate(AzureFolder.Original);
        Assert.True(code == 0, $"{errors}{output}\n{Renewal}");
    }

    [Fact]
    public async Task A_change_of_what_is_deployed_makes_the_snapshot_stale()
    {
        using var folder = new AzureFolder();
        folder.Replace("main.bicepparam", "max: 12", "max: 13");
        var (code, output, _) = await Validate(folder.Path);
        Assert.Equal(1, code);
        Assert.Contains("properties.maxCount: 12 => 13", output);
    }

    private static Task<(int Code, string Output, string Errors)> Validate(string folder) => Bicep.Run(
        "snapshot", Path.Combine(folder, "main.bicepparam"), "--mode", "validate",
        "--resource-group", "bloomcoin", "--location", "westeurope", "--subscription-id", Guid.Empty.ToString());
}
