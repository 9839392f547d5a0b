using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;

namespace BloomCoin.Client;

/// <summary>Who is banned. An address is an IPv4 address or an IPv6 /64, as <see cref="PeerAddress.TryParseAccount"/> has it.</summary>
public interface IReputationClient
{
    /// <summary>
    /// A page of the addresses that are banned, those whose ban ends first first. A page with fewer than asked for is the last; <see
    /// cref="BanPages.ReadBans"/> reads them all.
    /// </summary>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="count">1 to 1000.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<AddressBan[]> GetBans(int offset, int count, CancellationToken cancellation = default);

    /// <summary>Bans an address, or changes its ban. It is durable then, and the address's connections are being closed.</summary>
    /// <param name="address">Whom.</param>
    /// <param name="length">How long, from now.</param>
    /// <param name="reason">Why, in words; the first 200 characters are kept.</param>
    /// <param name="cancellation">Ends the wait; the node may ban it all the same.</param>
    /// <returns>What is thought of the address now; without a ban where that was so short that it has ended.</returns>
    Task<AddressReputation> Ban(string address, TimeSpan length, string reason, CancellationToken cancellation = default);

    /// <summary>Ends a ban and forgets the score that led to it. False when there was none. Not repeated when its answer is lost.</summary>
    Task<bool> Unban(string address, CancellationToken cancellation = default);
}
