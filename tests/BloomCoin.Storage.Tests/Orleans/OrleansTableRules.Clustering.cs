using System.Data;

namespace BloomCoin.Storage.Tests.Orleans;

public abstract partial class OrleansTableRules
{
    private const int Joining = 2, Active = 3, Dead = 6;

    [Fact]
    public async Task A_clusters_version_row_is_inserted_once()
    {
        Assert.True(await _queries.Did("InsertMembershipVersionKey", Cluster));
        Assert.False(await _queries.Did("InsertMembershipVersionKey", Cluster));
    }

    [Fact]
    public async Task A_cluster_without_silos_is_one_row_of_nulls_beside_its_version()
    {
        await NewCluster();

        foreach (var row in new[] { Assert.Single(await ReadAll()), Assert.Single(await ReadRow(1)) })
        {
            Assert.Equal(0, row.Value<int>("Version"));
            Assert.True(row.IsNull("StartTime"));
        }
    }

    [Fact]
    public async Task A_silo_comes_back_as_it_was_inserted_and_raises_the_version()
    {
        await NewCluster();

        Assert.True(await Insert(silo: 1, version: 0));

        var row = Assert.Single(await ReadRow(1));
        Assert.Equal(("10.0.0.1", 11111, 1, "silo1", "host1"),
            (row.Value<string>("Address"), row.Value<int>("Port"), row.Value<int>("Generation"), row.Value<string>("SiloName"), row.Value<string>("HostName")));
        Assert.Equal((Active, 30000, 1), (row.Value<int>("Status"), row.Value<int>("ProxyPort"), row.Value<int>("Version")));
        Assert.Equal((Noon, Noon.AddSeconds(1)), (row.Value<DateTime>("StartTime"), row.Value<DateTime>("IAmAliveTime")));
        Assert.True(row.IsNull("SuspectTimes"));
    }

    [Fact]
    public async Task An_insert_with_a_stale_version_or_of_a_known_silo_changes_nothing()
    {
        await NewCluster();
        Assert.True(await Insert(silo: 1, version: 0));

        Assert.False(await Insert(silo: 2, version: 0));
        Assert.False(await Insert(silo: 1, version: 1));

        Assert.Equal(1, Assert.Single(await ReadAll()).Value<int>("Version"));
    }

    [Fact]
    public async Task An_update_needs_the_current_version_and_a_known_silo()
    {
        await NewCluster();
        await Insert(silo: 1, version: 0);

        Assert.False(await Update(silo: 1, version: 0, Dead, "x"));
        Assert.False(await Update(silo: 2, version: 1, Dead, "x"));
        Assert.Equal(1, Assert.Single(await ReadAll()).Value<int>("Version"));
        Assert.True(await Update(silo: 1, version: 1, Dead, "10.0.0.2:1@2,2026-01-02 12:00:00.000 GMT"));

        var row = Assert.Single(await ReadAll());
        Assert.Equal((Dead, 2, "10.0.0.2:1@2,2026-01-02 12:00:00.000 GMT"), (row.Value<int>("Status"), row.Value<int>("Version"), row.Value<string>("SuspectTimes")));
        Assert.True(await Update(silo: 1, version: 2, Dead, DbType.String));
        Assert.True(Assert.Single(await ReadAll()).IsNull("SuspectTimes"));
    }

    [Fact]
    public async Task Of_silos_that_join_on_the_same_version_one_wins()
    {
        await NewCluster();
        for (var version = 0; version < 20; version++)
        {
            var joined = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => Insert(silo: 1 + 4 * version + i, version))));

            Assert.Single(joined, won => won);
        }

        Assert.Equal(20, (await ReadAll()).Count);
    }

    [Fact]
    public async Task A_heartbeat_sets_the_time_and_leaves_the_version()
    {
        await NewCluster();
        await Insert(silo: 1, version: 0);

        await _queries.Run("UpdateIAmAlivetimeKey", [Cluster, .. Silo(1), ("IAmAliveTime", Noon.AddMinutes(5))]);

        var row = Assert.Single(await ReadAll());
        Assert.Equal((Noon.AddMinutes(5), 1), (row.Value<DateTime>("IAmAliveTime"), row.Value<int>("Version")));
    }

    [Fact]
    public async Task Gateways_are_the_active_silos_with_a_proxy_port()
    {
        await NewCluster();
        await Insert(silo: 1, version: 0);
        await Insert(silo: 2, version: 1, proxyPort: 0);
        await Insert(silo: 3, version: 2, status: Joining);

        var gateway = Assert.Single(await _queries.Run("GatewaysQueryKey", Cluster, ("Status", Active)));

        Assert.Equal(("10.0.0.1", 30000, 1), (gateway.Value<string>("Address"), gateway.Value<int>("ProxyPort"), gateway.Value<int>("Generation")));
    }

    [Fact]
    public async Task Cleaning_up_takes_old_silos_but_never_an_active_one()
    {
        await NewCluster();
        await Insert(silo: 1, version: 0);
        await Insert(silo: 2, version: 1, status: Dead);

        await _queries.Run("CleanupDefunctSiloEntriesKey", Cluster, ("IAmAliveTime", Noon));
        Assert.Equal(2, (await ReadAll()).Count);
        await _queries.Run("CleanupDefunctSiloEntriesKey", Cluster, ("IAmAliveTime", Noon.AddMinutes(1)));

        Assert.Equal("silo1", Assert.Single(await ReadAll()).Value<string>("SiloName"));
    }

    [Fact]
    public async Task A_deleted_cluster_is_gone_with_its_version()
    {
        await NewCluster();
        await Insert(silo: 1, version: 0);

        await _queries.Run("DeleteMembershipTableEntriesKey", Cluster);

        Assert.Empty(await ReadAll());
        Assert.True(await _queries.Did("InsertMembershipVersionKey", Cluster));
    }

    private static (string, object) Cluster => ("DeploymentId", "bloomcoin");

    private static (string, object)[] Silo(int number) => [("Address", $"10.0.0.{number}"), ("Port", 11111), ("Generation", number)];

    private async Task NewCluster() => Assert.True(await _queries.Did("InsertMembershipVersionKey", Cluster));

    private Task<List<Row>> ReadAll() => _queries.Run("MembershipReadAllKey", Cluster);

    private Task<List<Row>> ReadRow(int silo) => _queries.Run("MembershipReadRowKey", [Cluster, .. Silo(silo)]);

    private Task<bool> Insert(int silo, int version, int status = Active, int proxyPort = 30000) => _queries.Did("InsertMembershipKey",
        [Cluster, .. Silo(silo), ("SiloName", $"silo{silo}"), ("HostName", $"host{silo}"), ("Status", status), ("ProxyPort", proxyPort),
            ("StartTime", Noon), ("IAmAliveTime", Noon.AddSeconds(1)), ("Version", version)]);

    private Task<bool> Update(int silo, int version, int status, object suspectTimes) => _queries.Did("UpdateMembershipKey",
        [Cluster, .. Silo(silo), ("Status", status), ("SuspectTimes", suspectTimes), ("IAmAliveTime", Noon), ("Version", version)]);
}
