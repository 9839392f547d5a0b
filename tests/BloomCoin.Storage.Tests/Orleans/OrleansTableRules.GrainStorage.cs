using System.Data;

namespace BloomCoin.Storage.Tests.Orleans;

public abstract partial class OrleansTableRules
{
    [Fact]
    public async Task A_state_is_written_read_and_written_again_by_its_version()
    {
        Assert.Empty(await ReadState(Grain("peer:a")));
        Assert.Equal(1, await WriteState(Grain("peer:a"), null, [1, 2, 3]));
        Assert.Equal(2, await WriteState(Grain("peer:a"), 1, []));
        Assert.Equal(3, await WriteState(Grain("peer:a"), 2, [9]));

        var row = Assert.Single(await ReadState(Grain("peer:a")));
        Assert.Equal((3, "09"), (row.Value<int>("Version"), Convert.ToHexString(row.Value<byte[]>("PayloadBinary")!)));
    }

    [Fact]   // no row is an InconsistentStateException in Orleans
    public async Task A_stale_write_and_a_second_first_write_are_refused()
    {
        await WriteState(Grain("peer:a"), null, [1]);
        await WriteState(Grain("peer:a"), 1, [2]);

        Assert.Null(await WriteState(Grain("peer:a"), null, [7]));
        Assert.Null(await WriteState(Grain("peer:a"), 1, [7]));
        Assert.Null(await WriteState(Grain("peer:a"), 3, [7]));
        Assert.Null(await WriteState(Grain("peer:b"), 1, [7]));

        Assert.Equal(new byte[] { 2 }, Assert.Single(await ReadState(Grain("peer:a"))).Value<byte[]>("PayloadBinary"));
    }

    [Theory, InlineData("peer:a"), InlineData(null)]   // a numeric key has no extension string
    public async Task Of_writers_that_saw_the_same_version_one_wins(string? extension)
    {
        int? version = null;
        for (var round = 0; round < 20; round++)
        {
            var written = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => WriteState(Grain(extension), version, [(byte)i]))));

            version = Assert.Single(written, won => won is not null);
            Assert.Equal(round + 1, version);
        }

        Assert.Single(await ReadState(Grain(extension)));
    }

    [Fact]
    public async Task Keys_that_share_both_hashes_are_told_apart()
    {
        var keys = new[]
        {
            Grain("peer:a"), Grain("peer:b"), Grain(null), Grain("peer:a", type: "book"), Grain("peer:a", service: "other"), Grain("peer:a", n0: 5),
            Grain("peer:a", n1: long.MinValue),
        };
        for (var i = 0; i < keys.Length; i++)
            Assert.Equal(1, await WriteState(keys[i], null, [(byte)i]));

        for (var i = 0; i < keys.Length; i++)
            Assert.Equal(new[] { (byte)i }, Assert.Single(await ReadState(keys[i])).Value<byte[]>("PayloadBinary"));
    }

    [Fact]
    public async Task A_cleared_state_keeps_its_version_so_that_late_writers_are_refused()
    {
        await WriteState(Grain("peer:a"), null, [1]);

        Assert.Null(await Change("ClearStorageKey", Grain("peer:a"), 7));
        Assert.Equal(2, await Change("ClearStorageKey", Grain("peer:a"), 1));

        var row = Assert.Single(await ReadState(Grain("peer:a")));
        Assert.True(row.IsNull("PayloadBinary"));
        Assert.Equal(2, row.Value<int>("Version"));
        Assert.Null(await WriteState(Grain("peer:a"), 1, [7]));
        Assert.Equal(3, await WriteState(Grain("peer:a"), 2, [8]));
    }

    [Fact]
    public async Task A_deleted_state_is_gone_and_answers_with_the_next_version()
    {
        await WriteState(Grain("peer:a"), null, [1]);

        Assert.Null(await Change("DeleteStorageKey", Grain("peer:a"), 7));
        Assert.Equal(2, await Change("DeleteStorageKey", Grain("peer:a"), 1));

        Assert.Empty(await ReadState(Grain("peer:a")));
        Assert.Equal(1, await WriteState(Grain("peer:a"), null, [1]));
    }

    [Fact]
    public async Task Many_grains_write_at_once_without_a_locked_database()
    {
        await Task.WhenAll(Enumerable.Range(0, 32).Select(grain => Task.Run(async () =>
        {
            int? version = null;
            for (var i = 0; i < 10; i++)
                version = await WriteState(Grain($"peer:{grain}"), version, new byte[200]) ?? throw new InvalidOperationException("refused");
        })));

        Assert.Equal(10, Assert.Single(await ReadState(Grain("peer:31"))).Value<int>("Version"));
    }

    private static (string, object)[] Grain(string? extension, string type = "peer", string service = "bloomcoin", long n0 = 0, long n1 = 0) =>
    [
        ("GrainIdHash", -1), ("GrainIdN0", n0), ("GrainIdN1", n1), ("GrainTypeHash", 2), ("GrainTypeString", type),
        ("GrainIdExtensionString", extension ?? (object)DbType.String), ("ServiceId", service),
    ];

    private Task<List<Row>> ReadState((string, object)[] grain) => _queries.Run("ReadFromStorageKey", grain);

    private async Task<int?> WriteState((string, object)[] grain, int? version, byte[] payload)
    {
        var rows = await _queries.Run("WriteToStorageKey",
            [.. grain, ("GrainStateVersion", version ?? (object)DbType.Int32), ("PayloadBinary", payload)]);
        return rows.Count == 0 ? null : Assert.Single(rows).Value<int>("NewGrainStateVersion");
    }

    private async Task<int?> Change(string key, (string, object)[] grain, int version)
    {
        var rows = await _queries.Run(key, [.. grain, ("GrainStateVersion", version)]);
        return rows.Count == 0 ? null : Convert.ToInt32(Assert.Single(rows).First);
    }
}
