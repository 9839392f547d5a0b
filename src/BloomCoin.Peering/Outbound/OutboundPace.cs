namespace BloomCoin.Peering.Outbound;

/// <summary>How often what is done about outbound connections. No key of the configuration: these are other people's sockets, too.</summary>
/// <param name="StaleAfter">A tip that did not move for this long is stale.</param>
public sealed record OutboundPace(TimeSpan StaleAfter)
{
    /// <summary>While the tip is stale, one more connection is tried this often.</summary>
    public TimeSpan TryAnotherEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The mean time between two tests of an address (Bitcoin Core's).</summary>
    public TimeSpan FeelerEvery { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>While peers are missing, one more node is asked whom it knows this often.</summary>
    public TimeSpan AskWhileLacking { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>And this often while none is missing.</summary>
    public TimeSpan AskEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A block interval is exponential: five of them without a block happen once in 150 blocks. Not less than ten minutes, where blocks are a matter of seconds.</summary>
    public static OutboundPace For(TimeSpan blockTime) => new(TimeSpan.FromTicks(Math.Max((5 * blockTime).Ticks, TimeSpan.FromMinutes(10).Ticks)));
}
