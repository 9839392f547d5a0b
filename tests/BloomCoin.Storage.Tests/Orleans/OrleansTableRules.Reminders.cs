namespace BloomCoin.Storage.Tests.Orleans;

public abstract partial class OrleansTableRules
{
    [Fact]
    public async Task A_reminder_is_kept_with_its_time_and_period_and_gets_a_new_version_when_it_is_set_again()
    {
        var first = await Upsert("g", "r", hash: 5, period: 60_000);
        var second = await Upsert("g", "r", hash: 5, period: 120_000);
        Assert.NotEqual(first, second);

        var row = Assert.Single(await Table.Rows("ReadReminderRowKey", ("ServiceId", "s"), ("GrainId", "g"), ("ReminderName", "r")));
        Assert.Equal(("g", "r", 120_000, second), (row["GrainId"], row["ReminderName"], OrleansTable.Number(row, "Period"), OrleansTable.Number(row, "Version")));
        Assert.Equal(Start, Utc(row["StartTime"]));
    }

    [Fact]
    public async Task A_grains_reminders_are_read_together_and_those_of_other_services_are_not()
    {
        await Upsert("g", "a", hash: 1);
        await Upsert("g", "b", hash: 1);
        await Upsert("h", "a", hash: 2);
        await Upsert("g", "c", hash: 1, service: "other");

        var names = (await Table.Rows("ReadReminderRowsKey", ("ServiceId", "s"), ("GrainId", "g"))).Select(row => row["ReminderName"]);
        Assert.Equal(["a", "b"], names.Order());
    }

    [Theory, InlineData("ReadRangeRows1Key", 10, 30, "20,30"), InlineData("ReadRangeRows2Key", 30, 10, "-5,10,40")]
    public async Task A_range_of_the_ring_begins_after_its_begin_and_may_wrap(string key, int begin, int end, string expected)
    {
        foreach (var hash in new[] { -5, 10, 20, 30, 40 })
            await Upsert($"g{hash}", "r", hash);

        var found = await Table.Rows(key, ("ServiceId", "s"), ("BeginHash", begin), ("EndHash", end));
        Assert.Equal(expected.Split(',').Order(), found.Select(row => ((string)row["GrainId"]!)[1..]).Order());
    }

    [Fact]
    public async Task A_reminder_is_deleted_only_at_the_version_that_was_read()
    {
        var version = await Upsert("g", "r", hash: 1);
        Assert.False(await Delete(version + 1));
        Assert.True(await Delete(version));
        Assert.False(await Delete(version));
    }

    [Fact]
    public async Task A_services_reminders_are_deleted_together()
    {
        await Upsert("g", "a", hash: 1);
        await Upsert("g", "a", hash: 1, service: "other");
        await Table.Rows("DeleteReminderRowsKey", ("ServiceId", "s"));
        Assert.Empty(await Table.Rows("ReadReminderRowsKey", ("ServiceId", "s"), ("GrainId", "g")));
        Assert.Single(await Table.Rows("ReadReminderRowsKey", ("ServiceId", "other"), ("GrainId", "g")));
    }

    private async Task<int> Upsert(string grain, string name, int hash, int period = 60_000, string service = "s") =>
        OrleansTable.Number(Assert.Single(await Table.Rows("UpsertReminderRowKey",
            ("ServiceId", service), ("GrainId", grain), ("ReminderName", name), ("StartTime", Start), ("Period", period), ("GrainHash", hash))), "Version");

    private Task<bool> Delete(int version) => Table.Answer("DeleteReminderRowKey",
        ("ServiceId", "s"), ("GrainId", "g"), ("ReminderName", "r"), ("Version", version));
}
