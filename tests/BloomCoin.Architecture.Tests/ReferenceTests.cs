namespace BloomCoin.Architecture.Tests;

// The table of docs/architecture.md: which room may open which door.
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["BloomCoin.Protocol"] = [],
        ["BloomCoin.Chain"] = [],
        ["BloomCoin.Phases"] = [],
        ["BloomCoin.Telemetry"] = [],
        ["BloomCoin.Keys"] = ["BloomCoin.Chain"],
        ["BloomCoin.Peering"] = ["BloomCoin.Protocol"],
        ["BloomCoin.Abstractions"] = ["BloomCoin.Chain", "BloomCoin.Phases"],
        ["BloomCoin.Storage"] = ["BloomCoin.Chain", "BloomCoin.Telemetry"],
        ["BloomCoin.Grains"] = ["BloomCoin.Abstractions", "BloomCoin.Storage", "BloomCoin.Peering", "BloomCoin.Keys", "BloomCoin.Chain", "BloomCoin.Phases", "BloomCoin.Telemetry"],
        ["BloomCoin.Gateway"] = ["BloomCoin.Protocol", "BloomCoin.Peering", "BloomCoin.Abstractions", "BloomCoin.Telemetry"],
        ["BloomCoin.Client"] = ["BloomCoin.Abstractions", "BloomCoin.Keys"],
        ["BloomCoin.Client.Sample"] = ["BloomCoin.Client"],
        ["BloomCoin.Cli"] = ["BloomCoin.Client"],
        ["BloomCoin.Web"] = ["BloomCoin.Client"],
        ["BloomCoin.Simulation"] = ["BloomCoin.Protocol", "BloomCoin.Peering", "BloomCoin.Phases"],
        ["BloomCoin.Node"] =
        [
            "BloomCoin.Protocol", "BloomCoin.Chain", "BloomCoin.Keys", "BloomCoin.Phases", "BloomCoin.Peering", "BloomCoin.Abstractions",
            "BloomCoin.Storage", "BloomCoin.Grains", "BloomCoin.Gateway", "BloomCoin.Client", "BloomCoin.Web", "BloomCoin.Telemetry",
        ],
    };

    private static readonly string[] KnowOrleans =
        ["BloomCoin.Abstractions", "BloomCoin.Grains", "BloomCoin.Gateway", "BloomCoin.Client", "BloomCoin.Cli", "BloomCoin.Web", "BloomCoin.Node"];

    public static TheoryData<string> Projects => [.. Repository.Projects.Keys];

    [Theory, MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_table_allows(string project)
    {
        Assert.True(MayUse.ContainsKey(project), $"{project} is not in the table: give it a line here and in docs/architecture.md");
        Assert.Empty(Repository.Projects[project].ProjectReferences.Except(MayUse[project]));
    }

    [Theory, InlineData("BloomCoin.Protocol"), InlineData("BloomCoin.Chain"), InlineData("BloomCoin.Phases"), InlineData("BloomCoin.Telemetry")]
    public void A_leaf_references_no_package(string project) => Assert.Empty(Repository.Projects[project].PackageReferences);

    [Theory, MemberData(nameof(Projects))]
    public void Orleans_is_known_only_above_the_grain_interfaces(string project)
    {
        if (KnowOrleans.Contains(project))
        {
            return;
        }

        Assert.DoesNotContain(Repository.Projects[project].PackageReferences, package => package.Contains("Orleans", StringComparison.Ordinal));
        Assert.All(Repository.Projects[project].Sources(), file =>
            Assert.DoesNotContain("using Orleans", File.ReadAllText(file.FullName), StringComparison.Ordinal));
    }

    [Fact]
    public void Storage_brings_its_two_databases_and_no_other_package() =>
        Assert.Empty(Repository.Projects["BloomCoin.Storage"].PackageReferences.Except(["Npgsql", "Microsoft.Data.Sqlite"]));

    [Theory, MemberData(nameof(Projects))]
    public void A_project_is_in_the_solution(string project) =>
        Assert.Contains($@"""src\{project}\{project}.csproj""", File.ReadAllText(Path.Combine(Repository.Root.FullName, "BloomCoin.Orleans.sln")), StringComparison.Ordinal);
}
