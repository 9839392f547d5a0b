namespace BloomCoin.Storage.Tests.Orleans;

public abstract partial class OrleansTableRules
{
    [Fact]
    public async Task A_reminder_comes_back_as_it_was_set_and_its_version_rises()
    {
        Assert.Equal(0, await Upsert("grain/a", "sweep", hash: 5, period: 60_000));
        Assert.Equal(1, await Upsert("grain/a", "sweep", hash: 5, period: 90_000));

        var row = Assert.Single(await _queries.Run("ReadReminderRowKey", [Service, .. Reminder("grain/a", "sweep")]));
        Assert.Equal(("grain/a", "sweep", Noon, 90_000L, 1),
            (row.Value<string>("GrainId"), row.Value<string>("ReminderName"), row.Value<DateTime>("StartTime"), row.Value<long>("Period"), row.Value<int>("Version")));
    }

    [Fact]
    public async Task A_period_may_be_longer_than_an_int32_of_milliseconds()
    {
        await Upsert("grain/a", "yearly", hash: 5, period: 31_536_000_000L);

        Assert.Equal(31_536_000_000L, Assert.Single(await OfGrain("grain/a")).Value<long>("Period"));
    }

    [Fact]
    public async Task The_reminders_of_one_grain_are_read_together_and_no_others()
    {
        await Upsert("grain/a", "sweep", hash: 5, period: 60_000);
        await Upsert("grain/a", "dial", hash: 5, period: 60_000);
        await Upsert("grain/b", "sweep", hash: 6, period: 60_000);

        Assert.Equal(["dial", "sweep"], (await OfGrain("grain/a")).Select(row => row.Value<string>("ReminderName")).Order());
        Assert.Empty(await _queries.Run("ReadReminderRowKey", [Service, .. Reminder("grain/b", "dial")]));
    }

    [Fact]   // begin is exclusive, end is inclusive; the second form runs past the ring's end
    public async Task A_range_of_the_ring_excludes_its_begin_and_includes_its_end()
    {
        foreach (var hash in new[] { int.MinValue, -10, 0, 10, int.MaxValue })
            await Upsert($"grain/{hash}", "sweep", hash, period: 60_000);

        Assert.Equal(["grain/0", "grain/10"], await Range("ReadRangeRows1Key", begin: -10, end: 10));
        Assert.Equal(["grain/-10", "grain/-2147483648", "grain/2147483647"], await Range("ReadRangeRows2Key", begin: 10, end: -10));
        Assert.Equal(5, (await Range("ReadRangeRows2Key", begin: 3, end: 3)).Count);
    }

    [Fact]
    public async Task A_reminder_is_deleted_by_its_current_version_only()
    {
        await Upsert("grain/a", "sweep", hash: 5, period: 60_000);
        await Upsert("grain/a", "sweep", hash: 5, period: 60_000);

        Assert.False(await _queries.Did("DeleteReminderRowKey", [Service, .. Reminder("grain/a", "sweep"), ("Version", 0)]));
        Assert.True(await _queries.Did("DeleteReminderRowKey", [Service, .. Reminder("grain/a", "sweep"), ("Version", 1)]));
        Assert.Empty(await OfGrain("grain/a"));
    }

    [Fact]
    public async Task All_reminders_of_one_service_are_deleted_and_no_others()
    {
        await Upsert("grain/a", "sweep", hash: 5, period: 60_000);

        await _queries.Run("DeleteReminderRowsKey", ("ServiceId", "other"));
        Assert.Single(await OfGrain("grain/a"));
        await _queries.Run("DeleteReminderRowsKey", Service);
        Assert.Empty(await OfGrain("grain/a"));
    }

    private static (string, object) Service => ("ServiceId", "bloomcoin");

    private static (string, object)[] Reminder(string grain, string name) => [("GrainId", grain), ("ReminderName", name)];

    private Task<List<Row>> OfGrain(string grain) => _queries.Run("ReadReminderRowsKey", Service, ("GrainId", grain));

    private async Task<List<string>> Range(string key, int begin, int end) =>
        [.. (await _queries.Run(key, Service, ("BeginHash", begin), ("EndHash", end))).Select(row => row.Value<string>("GrainId")!).Order(StringComparer.Ordinal)];

    private async Task<int> Upsert(string grain, string name, int hash, long period)
    {
        var sent = period <= int.MaxValue ? (int)period : (object)period;   // as Orleans does
        var rows = await _queries.Run("UpsertReminderRowKey",
            [Service, .. Reminder(grain, name), ("StartTime", Noon), ("Period", sent), ("GrainHash", hash)]);
        return Assert.Single(rows).Value<int>("Version");
    }
}
