namespace BloomCoin.Storage.Tests.Orleans;

public abstract partial class OrleansTableRules
{
    private const int Active = 3, Dead = 6;

    private static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public async Task A_cluster_gets_its_version_row_once()
    {
        Assert.True(await Table.Answer("InsertMembershipVersionKey", ("DeploymentId", "c")));
        Assert.False(await Table.Answer("InsertMembershipVersionKey", ("DeploymentId", "c")));
    }

    [Fact]
    public async Task A_silo_is_inserted_only_at_the_version_that_its_writer_saw()
    {
        await Table.Answer("InsertMembershipVersionKey", ("DeploymentId", "c"));
        Assert.True(await Insert(port: 1, version: 0));
        Assert.False(await Insert(port: 2, version: 0));   // another moved the version to 1
        Assert.False(await Insert(port: 1, version: 1));   // the silo is there
        Assert.Equal(1, OrleansTable.Number((await Read())[0], "Version"));
        Assert.True(await Insert(port: 2, version: 1));
        Assert.Equal(2, (await Read()).Count);
    }

    [Fact]
    public async Task Of_silos_that_saw_the_same_version_one_is_inserted()
    {
        await Table.Answer("InsertMembershipVersionKey", ("DeploymentId", "c"));
        var inserted = await Task.WhenAll(Enumerable.Range(1, 8).Select(port => Task.Run(() => Insert(port, version: 0))));
        Assert.Single(inserted, won => won);
        Assert.Single(await Read());
    }

    [Fact]
    public async Task A_silo_is_updated_only_at_the_version_that_its_writer_saw()
    {
        await Table.Answer("InsertMembershipVersionKey", ("DeploymentId", "c"));
        await Insert(port: 1, version: 0);
        Assert.False(await Update(port: 1, Dead, version: 0));
        Assert.False(await Update(port: 9, Dead, version: 1));
        Assert.True(await Update(port: 1, Dead, version: 1, suspects: "S1,2026"));

        var row = Assert.Single(await Read());
        Assert.Equal((Dead, "S1,2026", 2), (OrleansTable.Number(row, "Status"), row["SuspectTimes"], OrleansTable.Number(row, "Version")));
    }

    [Fact]
    public async Task A_row_has_every_column_and_an_unknown_silo_a_row_of_nulls_beside_the_version()
    {
        await Table.Answer("InsertMembershipVersionKey", ("DeploymentId", "c"));
        await Insert(port: 1, version: 0);

        var row = Assert.Single(await Table.Rows("MembershipReadRowKey", [("DeploymentId", "c"), .. Silo(1)]));
        Assert.Equal(("127.0.0.1", 1, 7, "silo", "host", 30000), (row["Address"], OrleansTable.Number(row, "Port"), OrleansTable.Number(row, "Generation"),
            row["SiloName"], row["HostName"], OrleansTable.Number(row, "ProxyPort")));
        Assert.Null(row["SuspectTimes"]);
        Assert.Equal(Start, Utc(row["StartTime"]));
        Assert.Equal(Start, Utc(row["IAmAliveTime"]));

        var unknown = Assert.Single(await Table.Rows("MembershipReadRowKey", [("DeploymentId", "c"), .. Silo(5)]));
        Assert.Null(unknown["Address"]);
        Assert.Equal(1, OrleansTable.Number(unknown, "Version"));
    }

    [Fact]
    public async Task A_silo_says_that_it_is_alive_without_a_new_version()
    {
        await Table.Answer("InsertMembershipVersionKey", ("DeploymentId", "c"));
        await Insert(port: 1, version: 0);
        await Table.Rows("UpdateIAmAlivetimeKey", [("DeploymentId", "c"), .. Silo(1), ("IAmAliveTime", Start.AddMinutes(1))]);

        var row = Assert.Single(await Read());
        Assert.Equal((Start.AddMinutes(1), 1), (Utc(row["IAmAliveTime"]), OrleansTable.Number(row, "Version")));
    }

    [Fact]
    public async Task Gateways_are_the_active_silos_with_a_client_port()
    {
        await Table.Answer("InsertMembershipVersionKey", ("DeploymentId", "c"));
        await Insert(port: 1, version: 0);
        await Insert(port: 2, version: 1, proxyPort: 0);
        await Insert(port: 3, version: 2);
        await Update(port: 3, Dead, version: 3);

        var gateway = Assert.Single(await Table.Rows("GatewaysQueryKey", ("DeploymentId", "c"), ("Status", Active)));
        Assert.Equal(("127.0.0.1", 30000, 7), (gateway["Address"], OrleansTable.Number(gateway, "ProxyPort"), OrleansTable.Number(gateway, "Generation")));
    }

    [Fact]
    public async Task Old_rows_are_cleaned_up_but_never_an_active_silo()
    {
        await Table.Answer("InsertMembershipVersionKey", ("DeploymentId", "c"));
        await Insert(port: 1, version: 0);
        await Insert(port: 2, version: 1);
        await Update(port: 2, Dead, version: 2);
        await Table.Rows("CleanupDefunctSiloEntriesKey", ("DeploymentId", "c"), ("IAmAliveTime", Start.AddDays(1)));
        Assert.Equal(1, OrleansTable.Number(Assert.Single(await Read()), "Port"));
    }

    [Fact]
    public async Task A_clusters_rows_are_deleted_with_its_version_and_no_others()
    {
        await Table.Answer("InsertMembershipVersionKey", ("DeploymentId", "c"));
        await Table.Answer("InsertMembershipVersionKey", ("DeploymentId", "other"));
        await Insert(port: 1, version: 0);
        await Table.Rows("DeleteMembershipTableEntriesKey", ("DeploymentId", "c"));

        Assert.Empty(await Read());
        Assert.Single(await Table.Rows("MembershipReadAllKey", ("DeploymentId", "other")));
        Assert.True(await Table.Answer("InsertMembershipVersionKey", ("DeploymentId", "c")));
    }

    private Task<List<Dictionary<string, object?>>> Read() => Table.Rows("MembershipReadAllKey", ("DeploymentId", "c"));

    private Task<bool> Insert(int port, int version, int proxyPort = 30000) => Table.Answer("InsertMembershipKey",
    [
        ("DeploymentId", "c"), .. Silo(port), ("SiloName", "silo"), ("HostName", "host"), ("Status", Active), ("ProxyPort", proxyPort),
        ("StartTime", Start), ("IAmAliveTime", Start), ("Version", version),
    ]);

    private Task<bool> Update(int port, int status, int version, string? suspects = null) => Table.Answer("UpdateMembershipKey",
        [("DeploymentId", "c"), .. Silo(port), ("Status", status), ("SuspectTimes", suspects), ("IAmAliveTime", Start), ("Version", version)]);

    private static (string, object?)[] Silo(int port) => [("Address", "127.0.0.1"), ("Port", port), ("Generation", 7)];

    /// <summary>A time as its provider gives it: PostgreSQL a DateTime, SQLite a text.</summary>
    private static DateTime Utc(object? value) => value is DateTime time
        ? time.ToUniversalTime()
        : DateTime.Parse((string)value!, System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal);
}
