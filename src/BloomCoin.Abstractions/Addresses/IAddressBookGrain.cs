using System.Net;
using Orleans.Concurrency;

namespace BloomCoin.Abstractions.Addresses;

/// <summary>Where other nodes are, for the whole cluster: so a source is held to its share of the book through however many gateways it speaks. Key: "book". Kept alive.</summary>
/// <remarks>
/// Called once per ADDR of which something was taken, once per GET_ADDR of a peer, and by each gateway when it dials: seldom more than once a second. What
/// changes is durable two seconds later, an outbound connection that was worth keeping at once, so that a killed cluster finds it again.
/// Bounded: 81 920 addresses.
/// </remarks>
[Alias("address.book.v1")]
public interface IAddressBookGrain : IGrainWithStringKey
{
    /// <summary>The key of the one book.</summary>
    const string Key = "book";

    /// <summary>The most addresses that one page of <see cref="List"/> has.</summary>
    const int MaxPage = 1000;

    /// <summary>Hears of addresses.</summary>
    /// <returns>How many of them are in the book now and were not before.</returns>
    [Alias("add")]
    Task<int> Add(AddressBatch addresses);

    /// <summary>What a GET_ADDR is told: at most 1000 addresses and 23 % of all, 30 bytes each as ADDR has them (wire-protocol 2).</summary>
    [Alias("sample"), AlwaysInterleave]
    Task<byte[]> Sample();

    /// <summary>Addresses to dial, the first of them first. Each is reserved for its asker: no other gateway gets it until it is reported failed or left, or for a minute; and none gets its network to keep, while there are others.</summary>
    [Alias("select"), AlwaysInterleave]
    Task<IPEndPoint[]> Select(AddressQuery query);

    /// <summary>An address that is worth a short connection: one that another waits for to be gone, or one never tried. Null when there is none.</summary>
    /// <param name="query">What must not be dialled; its count has no meaning.</param>
    [Alias("test"), AlwaysInterleave]
    Task<IPEndPoint?> SelectForTest(AddressQuery query);

    /// <summary>The peers whose outbound connections were last worth keeping, the latest first: after a start they are dialled before others. Reserved as by <see cref="Select"/>.</summary>
    [Alias("anchors"), AlwaysInterleave]
    Task<IPEndPoint[]> SelectAnchors(int count);

    /// <summary>An address is about to be dialled.</summary>
    [Alias("trying")]
    Task Trying(IPEndPoint address);

    /// <summary>A handshake succeeded with a node that was dialled; or the connection is still worth keeping, which is said every five minutes.</summary>
    /// <param name="address">Where it was dialled.</param>
    /// <param name="services">Service bits of its VERSION (wire-protocol 3).</param>
    /// <param name="isHeld">Whether the connection is worth keeping; false for a test, which hangs up.</param>
    [Alias("good")]
    Task Good(IPEndPoint address, ulong services, bool isHeld);

    /// <summary>An address was dialled, and no node answered as one does.</summary>
    [Alias("failed")]
    Task Failed(IPEndPoint address);

    /// <summary>A connection that had succeeded has ended.</summary>
    [Alias("left")]
    Task Left(IPEndPoint address);

    /// <summary>An address is this node's own: it is forgotten and not taken again.</summary>
    [Alias("own")]
    Task MarkOwn(IPEndPoint address);

    /// <summary>What an address has earned: the better ones are picked more often, one below 0.1 not at all (wire-protocol 7). Said once a minute while it changes.</summary>
    /// <param name="account">An IPv4 address, or an IPv6 /64.</param>
    /// <param name="score">0 to 2, now.</param>
    [Alias("scored")]
    Task Scored(string account, double score);

    /// <summary>How much the book holds.</summary>
    [Alias("statistics"), AlwaysInterleave]
    Task<AddressStatistics> GetStatistics();

    /// <summary>Addresses as people want to see them: those that answered last first, then those seen last.</summary>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="count">1 to 1000.</param>
    [Alias("list"), AlwaysInterleave]
    Task<AddressPage> List(int offset, int count);
}
