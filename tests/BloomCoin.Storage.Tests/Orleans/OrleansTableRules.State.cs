namespace BloomCoin.Storage.Tests.Orleans;

public abstract partial class OrleansTableRules
{
    [Fact]
    public async Task State_is_written_first_without_a_version_and_then_with_the_one_that_was_read()
    {
        Assert.Equal(1, await Write("peer:a", null, 10));
        Assert.Equal((10, 1), await ReadState("peer:a"));
        Assert.Equal(2, await Write("peer:a", 1, 20));
        Assert.Equal((20, 2), await ReadState("peer:a"));
    }

    [Fact]
    public async Task A_writer_without_the_version_that_is_there_is_refused()   // no row: InconsistentStateException
    {
        await Write("peer:a", null, 10);
        Assert.Null(await Write("peer:a", null, 11));
        Assert.Null(await Write("peer:a", 2, 12));
        Assert.Null(await Write("peer:b", 1, 13));
        Assert.Equal((10, 1), await ReadState("peer:a"));
        Assert.Null(await ReadState("peer:b"));
    }

    [Fact]
    public async Task Of_first_writers_one_wins_and_of_second_writers_too()
    {
        var first = await Task.WhenAll(Enumerable.Range(0, 8).Select(value => Task.Run(() => Write("peer:a", null, value))));
        Assert.Single(first, version => version == 1);
        var second = await Task.WhenAll(Enumerable.Range(0, 8).Select(value => Task.Run(() => Write("peer:a", 1, value))));
        Assert.Single(second, version => version == 2);
    }

    [Fact]
    public async Task A_grain_without_a_string_key_and_one_with_it_have_rows_of_their_own()
    {
        await Write(null, null, 1);
        await Write("x", null, 2);
        await Write("y", null, 3);
        Assert.Equal(((1, 1), (2, 1), (3, 1)), (await ReadState(null), await ReadState("x"), await ReadState("y")));
    }

    [Fact]
    public async Task Cleared_state_is_empty_and_keeps_its_version_so_that_a_stale_writer_is_refused()
    {
        await Write("peer:a", null, 10);
        Assert.Empty(await Table.Rows("ClearStorageKey", [.. Grain("peer:a"), ("GrainStateVersion", 9)]));
        Assert.Equal(2, Version(await Table.Rows("ClearStorageKey", [.. Grain("peer:a"), ("GrainStateVersion", 1)])));

        Assert.Null(Assert.Single(await Table.Rows("ReadFromStorageKey", Grain("peer:a")))["PayloadBinary"]);
        Assert.Null(await Write("peer:a", 1, 11));
        Assert.Equal(3, await Write("peer:a", 2, 12));
    }

    [Fact]
    public async Task Deleted_state_answers_with_the_next_version_and_is_gone()
    {
        await Write("peer:a", null, 10);
        Assert.Equal(2, Version(await Table.Rows("DeleteStorageKey", [.. Grain("peer:a"), ("GrainStateVersion", 1)])));
        Assert.Null(await ReadState("peer:a"));
        Assert.Equal(1, await Write("peer:a", null, 11));
    }

    private async Task<int?> Write(string? key, int? version, int value) =>
        Version(await Table.Rows("WriteToStorageKey", [.. Grain(key), ("GrainStateVersion", version), ("PayloadBinary", new[] { (byte)value })]));

    private async Task<(int Value, int Version)?> ReadState(string? key) =>
        await Table.Rows("ReadFromStorageKey", Grain(key)) is [var row] ? (((byte[])row["PayloadBinary"]!)[0], OrleansTable.Number(row, "Version")) : null;

    private static int? Version(List<Dictionary<string, object?>> rows) =>
        rows.Count == 0 ? null : Convert.ToInt32(Assert.Single(rows).Values.First(), System.Globalization.CultureInfo.InvariantCulture);

    private static (string, object?)[] Grain(string? key) =>
    [
        ("GrainIdHash", 1), ("GrainIdN0", 2L), ("GrainIdN1", 3L), ("GrainTypeHash", 4), ("GrainTypeString", "peer"),
        ("GrainIdExtensionString", key), ("ServiceId", "s"),
    ];
}
