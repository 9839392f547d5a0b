using BloomCoin.Abstractions.Peers;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace BloomCoin.Abstractions.Reputation;

/// <summary>What one address has earned, over all its ports and all gateways. Key: "ip:" + IPv4 address or IPv6 /64.</summary>
/// <remarks>
/// Called once per event of a peer, and by each gateway that has its connections once a minute, or once a second while it uses its budget up. Kept in the store: a
/// ban at once, a score once a minute while it changes and when the grain ends.
/// </remarks>
[Alias("reputation.v1")]
public interface IReputationGrain : IGrainWithStringKey
{
    /// <summary>Characters of a ban's reason that are kept.</summary>
    const int LongestReason = 200;

    /// <summary>Counts what a peer of this address did. One that is lost costs a count.</summary>
    /// <param name="what">What it did.</param>
    /// <param name="count">How often, at least 1.</param>
    [Alias("note"), OneWay]
    Task Note(PeerEvent what, int count);

    /// <summary>What is thought of the address now.</summary>
    [Alias("reputation")]
    Task<AddressReputation> GetReputation();

    /// <summary>Bans the address. When this completes the ban is durable and on its way to every gateway.</summary>
    /// <param name="length">How long, from now.</param>
    /// <param name="reason">Why, in words; the first <see cref="LongestReason"/> characters are kept.</param>
    [Alias("ban")]
    Task Ban(TimeSpan length, string reason);

    /// <summary>Ends a ban and forgets the score that led to it. False when there was none.</summary>
    [Alias("unban")]
    Task<bool> Unban();

    /// <summary>
    /// A gateway says what it has taken from the address and hears what it may take until it asks again: one budget for all the address's
    /// connections, however many gateways they are spread over (wire-protocol 6). What is leased and not spent is void two minutes later.
    /// </summary>
    /// <param name="gateway">The silo that asks.</param>
    /// <param name="spent">The types asked for.</param>
    /// <returns>For each of them what the gateway may take.</returns>
    [Alias("lease")]
    Task<MessageBudget[]> Lease(SiloAddress gateway, SpentBudget[] spent);

    /// <summary>The gateway has no connection of this address any more: what it did not spend is free for others.</summary>
    [Alias("endlease")]
    Task EndLease(SiloAddress gateway, SpentBudget[] spent);
}
