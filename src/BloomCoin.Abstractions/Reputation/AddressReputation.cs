namespace BloomCoin.Abstractions.Reputation;

/// <summary>What is thought of an address.</summary>
/// <param name="Address">An IPv4 address, or an IPv6 /64.</param>
/// <param name="Score">From 0 to 2, now; 1 when nothing is known.</param>
/// <param name="Ban">Its ban; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("reputation.state.v1")]
public sealed record AddressReputation([property: Id(0)] string Address, [property: Id(1)] double Score, [property: Id(2)] AddressBan? Ban)
{
    /// <summary>The score of an address of which nothing is known (wire-protocol 7).</summary>
    public const double UnknownScore = 1;
}

/// <summary>An address that is kept out.</summary>
/// <param name="Address">An IPv4 address, or an IPv6 /64.</param>
/// <param name="Since">When it was banned.</param>
/// <param name="Until">When the ban ends by itself.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="IsManual">Whether somebody asked for it; else its score brought it about.</param>
[GenerateSerializer, Immutable, Alias("reputation.ban.v1")]
public sealed record AddressBan(
    [property: Id(0)] string Address,
    [property: Id(1)] DateTimeOffset Since,
    [property: Id(2)] DateTimeOffset Until,
    [property: Id(3)] string Reason,
    [property: Id(4)] bool IsManual);
