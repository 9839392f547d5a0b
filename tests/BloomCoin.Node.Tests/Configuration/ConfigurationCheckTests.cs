using System.ComponentModel;
using System.Reflection;
using BloomCoin.Client.Tls;
using BloomCoin.Gateway;
using BloomCoin.Node.Configuration;
using Microsoft.Extensions.Configuration;

namespace BloomCoin.Node.Tests.Configuration;

/// <summary>What the configuration's judge accepts, refuses and says (architecture, Roles and configuration).</summary>
public sealed class ConfigurationCheckTests
{
    [Fact]
    public void No_configuration_at_all_is_right() => Assert.Empty(Check().Errors);

    [Theory]
    [InlineData("Bloom:Network", "mainnet")]
    [InlineData("bloom:NETWORK", "devnet")]
    [InlineData("Bloom:Storage:Provider", "sqlite")]
    [InlineData("Bloom:Cluster:SiloPort", "65535")]
    [InlineData("Bloom:Cluster:AdvertisedAddress", "10.0.0.4")]
    [InlineData("Bloom:Cluster:Tls:Certificate", "/etc/bloom/tls.crt")]
    [InlineData("Bloom:Gateway:Listen", "[::]:8333")]
    [InlineData("Bloom:Gateway:Connect:0", "seed.example.org:8333")]
    [InlineData("Bloom:Gateway:BandwidthLimit", "0")]
    [InlineData("Bloom:Gateway:RateLimits:GET_BLOCKS", "0")]
    [InlineData("Bloom:Gateway:Diversity:ExemptLoopback", "false")]
    [InlineData("Bloom:Gossip:Interval", "00:00:00.100")]
    [InlineData("Bloom:Mining:Enabled", "true")]
    [InlineData("Bloom:Mining:Address", "00d9a2f1c7b4e6083d5c1e2f9a7b6c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b")]
    [InlineData("Bloom:Mining:Miners", "64")]
    [InlineData("Bloom:Mining:RoundsPerSecond", "0")]
    [InlineData("Bloom:Mining:RoundsPerSecond", "2500.5")]
    [InlineData("Bloom:Logging:Json", "true")]
    [InlineData("Bloom:Telemetry:Otlp", "http://collector:4317")]
    [InlineData("Bloom:Telemetry:Protocol", "httpprotobuf")]
    [InlineData("Bloom:Telemetry:SampleRatio", "0.01")]
    public void A_right_value_is_accepted(string key, string value) => Assert.Empty(Check((key, value)).Errors);

    [Theory]
    [InlineData("Bloom:Network", "Mainnet ")]
    [InlineData("Bloom:Network", "")]
    [InlineData("Bloom:Roles", "Everything")]
    [InlineData("Bloom:Roles", "4")]
    [InlineData("Bloom:DataDirectory", "")]
    [InlineData("Bloom:Storage:Provider", "1")]
    [InlineData("Bloom:Cluster:Id", "")]
    [InlineData("Bloom:Cluster:SiloPort", "0")]
    [InlineData("Bloom:Cluster:ClientPort", "30000.5")]
    [InlineData("Bloom:Cluster:AdvertisedAddress", "node.example.org")]
    [InlineData("Bloom:Cluster:Tls:Key", "")]
    [InlineData("Bloom:Gateway:Listen", "8333")]
    [InlineData("Bloom:Gateway:Connect:0", "127.0.0.1:0")]
    [InlineData("Bloom:Gateway:MaxConnections", "0")]
    [InlineData("Bloom:Gateway:MaxConnections", "99999999999")]
    [InlineData("Bloom:Gateway:BandwidthLimit", "999")]
    [InlineData("Bloom:Gateway:RateLimits:TX", "-1")]
    [InlineData("Bloom:Gateway:RateLimits:TXX", "1")]
    [InlineData("Bloom:Gateway:Diversity:ExemptLoopback", "maybe")]
    [InlineData("Bloom:Gossip:Interval", "10")]
    [InlineData("Bloom:Gossip:Fanout", "33")]
    [InlineData("Bloom:Mining:Enabled", "yes")]
    [InlineData("Bloom:Mining:Address", "my.key")]
    [InlineData("Bloom:Mining:Miners", "0")]
    [InlineData("Bloom:Mining:RoundsPerSecond", "-1")]
    [InlineData("Bloom:Mining:RoundsPerSecond", "NaN")]
    [InlineData("Bloom:Http:Listen", "localhost:8080")]
    [InlineData("Bloom:Logging:Json", "yes")]
    [InlineData("Bloom:Telemetry:Otlp", "collector:4317")]
    [InlineData("Bloom:Telemetry:Otlp", "")]
    [InlineData("Bloom:Telemetry:Protocol", "Http")]
    [InlineData("Bloom:Telemetry:SampleRatio", "1.1")]
    public void A_wrong_value_is_refused_in_one_line_with_key_value_and_what_is_accepted(string key, string value) =>
        Assert.StartsWith($"{key} = \"{value}\"; accepted: ", Assert.Single(Check((key, value)).Errors), StringComparison.Ordinal);

    [Theory]
    [InlineData("All"), InlineData("gateway"), InlineData("Compute")]
    public void Every_role_is_accepted_on_PostgreSQL(string role) =>
        Assert.Empty(Check(("Bloom:Roles", role), ("Bloom:Mining:Enabled", "false"), ("Bloom:Storage:Provider", "PostgreSql"), ("Bloom:Storage:ConnectionString", "Host=db")).Errors);

    [Theory]
    [InlineData("Gateway"), InlineData("Compute")]
    public void A_silo_on_SQLite_is_the_whole_cluster(string role) => Assert.Equal(
        [$"Bloom:Roles = \"{role}\": silos find each other on PostgreSQL; accepted with Bloom:Storage:Provider = Sqlite: All"],
        Check(("Bloom:Roles", role), ("Bloom:Mining:Enabled", "false")).Errors);

    [Fact]   // what a container mines for a key in its own folder is lost with it
    public void A_compute_silo_that_mines_must_know_for_whom() => Assert.Equal(
        ["Bloom:Mining:Address is not set, and each silo would mine for a key of its own; accepted: an address, or Bloom:Mining:Enabled = false"],
        Check(("Bloom:Roles", "Compute"), ("Bloom:Storage:Provider", "PostgreSql"), ("Bloom:Storage:ConnectionString", "Host=db")).Errors);

    [Theory]
    [InlineData("Bloom:Gateway:Lisen", "; the nearest is Bloom:Gateway:Listen")]
    [InlineData("Bloom:Netwrok", "; the nearest is Bloom:Network")]
    [InlineData("Bloom:Cluster:Tsl", "; the nearest is Bloom:Cluster:Tls")]
    [InlineData("Bloom:Cluster:Tls:Authorities", "; the nearest is Bloom:Cluster:Tls:Authority")]
    [InlineData("Bloom:Gateway:Diversity:ExemptLoopbacks", "; the nearest is Bloom:Gateway:Diversity:ExemptLoopback")]
    [InlineData("Bloom:Telemetry:Oltp", "; the nearest is Bloom:Telemetry:Otlp")]
    [InlineData("Bloom:Gateway:Colour", "")]
    public void An_unknown_key_is_refused_with_the_nearest_when_one_is_near(string key, string nearest) =>
        Assert.Equal([$"{key}: there is no such key{nearest}"], Check((key, "x")).Errors);

    [Fact]
    public void A_list_where_one_value_belongs_is_refused() =>
        Assert.Equal(
            ["Bloom:Network: one value belongs here, not 2; accepted: mainnet or devnet"],
            Check(("Bloom:Network:0", "mainnet"), ("Bloom:Network:1", "devnet")).Errors);

    [Theory]
    [InlineData("Bloom:Cluster", "x")]
    [InlineData("Bloom:Gateway:RateLimits", "20")]
    [InlineData("Bloom:Gateway:Diversity", "true")]
    [InlineData("Bloom:Cluster:Tls", "true")]
    public void A_value_where_a_section_belongs_is_refused(string key, string value) => Assert.Single(Check((key, value)).Errors);

    [Fact]
    public void All_mistakes_are_named_at_once() =>
        Assert.Equal(3, Check(("Bloom:Network", "x"), ("Bloom:Cluster:SiloPort", "x"), ("Bloom:Nothing", "x")).Errors.Count);

    [Fact]   // bloom in a silo's container has the silo's environment
    public void What_client_apps_read_is_left_to_them() => Assert.Empty(Check(("Bloom:Client:Gateways:0", "node:30000")).Errors);

    [Fact]
    public void PostgreSql_needs_a_connection_string() =>
        Assert.StartsWith(
            "Bloom:Storage:ConnectionString is not set", Assert.Single(Check(("Bloom:Storage:Provider", "postgresql")).Errors),
            StringComparison.Ordinal);

    [Fact]   // style, Options
    public void Every_key_says_what_it_accepts() => Assert.All(
        OptionSections.All.Values.Append(typeof(DiversityOptions)).Append(typeof(TlsFiles)).SelectMany(options => options.GetProperties())
            .Where(property => property.PropertyType != typeof(DiversityOptions) && property.PropertyType != typeof(TlsFiles)),
        property => Assert.NotNull(property.GetCustomAttribute<DescriptionAttribute>()));

    private static ConfigurationCheck Check(params (string Key, string Value)[] settings) => ConfigurationCheck.Of(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
            .Build());
}
