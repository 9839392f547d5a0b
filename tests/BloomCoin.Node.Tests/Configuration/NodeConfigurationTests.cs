using BloomCoin.Node.Configuration;

namespace BloomCoin.Node.Tests.Configuration;

/// <summary>Where the configuration comes from, and which arguments it takes.</summary>
public sealed class NodeConfigurationTests
{
    [Fact]   // architecture: appsettings/, environment, command line, in that order
    public void The_command_line_wins_over_the_files()
    {
        Assert.Equal("devnet", NodeConfiguration.Read([], "Production")["Bloom:Network"]);
        Assert.Equal("mainnet", NodeConfiguration.Read(["--Bloom:Network=mainnet"], "Production")["Bloom:Network"]);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    [InlineData("Cluster", "--Bloom:Storage:ConnectionString=Host=db", "--Bloom:Roles=Compute")]
    public void The_files_that_come_with_the_node_are_right(string environment, params string[] more)
    {
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "appsettings", $"appsettings.{environment}.json")), $"there is no file for {environment}");
        Assert.Empty(ConfigurationCheck.Of(NodeConfiguration.Read(more, environment)).Errors);
    }

    [Fact]
    public void A_cluster_says_what_single_nodes_leave_to_their_defaults()
    {
        var cluster = NodeConfiguration.Read([], "Cluster");
        Assert.Equal("PostgreSql", cluster["Bloom:Storage:Provider"]);
        Assert.Equal("0.0.0.0:8333", cluster["Bloom:Gateway:Listen"]);
        Assert.Equal("0.0.0.0:8080", cluster["Bloom:Http:Listen"]);
    }

    [Theory]
    [InlineData("--Bloom:Network=mainnet")]
    [InlineData("/bloom:network=mainnet")]
    [InlineData("Bloom:Network=mainnet")]
    [InlineData("--Bloom:Network", "mainnet")]
    [InlineData("--Logging:LogLevel:Default=Debug")]
    [InlineData("--Bloom:Network", "mainnet", "--Bloom:Roles", "All")]
    public void Keys_in_any_of_the_usual_forms_are_known(params string[] arguments) =>
        Assert.Empty(NodeConfiguration.UnknownArguments(arguments));

    [Theory]
    [InlineData("--help")]
    [InlineData("mainnet")]
    [InlineData("--Network=mainnet")]
    [InlineData("Bloom:Network")]
    [InlineData("--Blooom:Network=mainnet")]
    public void What_sets_nothing_is_unknown(string argument) => Assert.Equal([argument], NodeConfiguration.UnknownArguments([argument]));

    [Fact]
    public void An_unknown_argument_is_found_between_known_ones() =>
        Assert.Equal(["-v"], NodeConfiguration.UnknownArguments(["--Bloom:Network", "mainnet", "-v", "--Bloom:Roles=All"]));

    [Fact]
    public void A_key_without_its_value_is_unknown() =>
        Assert.Equal(["--Bloom:Network"], NodeConfiguration.UnknownArguments(["--Bloom:Roles=All", "--Bloom:Network"]));
}
