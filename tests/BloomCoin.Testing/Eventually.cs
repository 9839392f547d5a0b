namespace BloomCoin.Testing;

/// <summary>Waits for what another process brings about: asks again and again, until a deadline.</summary>
public static class Eventually
{
    /// <summary>Long enough for a machine that is busy with other tests; a test that works waits a fraction of it.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(25);

    public static Task True(string what, Func<bool> condition, TimeSpan? within = null) =>
        True(what, () => Task.FromResult(condition()), within);

    public static async Task True(string what, Func<Task<bool>> condition, TimeSpan? within = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Period, TimeProvider.System);
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > (within ?? Limit))
                throw new TimeoutException($"within {within ?? Limit} it was not so that {what}");
            await timer.WaitForNextTickAsync();
        }
    }
}
