using System.Net;

namespace BloomCoin.Abstractions.Addresses;

/// <summary>How much the address book holds.</summary>
/// <param name="New">Addresses heard of.</param>
/// <param name="Tried">Addresses where a node answered.</param>
/// <param name="Terrible">Those of both that nobody is told of any more: too old, or too often dialled in vain.</param>
[GenerateSerializer, Immutable, Alias("address.statistics.v1")]
public sealed record AddressStatistics([property: Id(0)] int New, [property: Id(1)] int Tried, [property: Id(2)] int Terrible);

/// <summary>Some addresses of the book.</summary>
/// <param name="Book">How much the book holds.</param>
/// <param name="Addresses">Those asked for.</param>
[GenerateSerializer, Immutable, Alias("address.page.v1")]
public sealed record AddressPage([property: Id(0)] AddressStatistics Book, [property: Id(1)] AddressView[] Addresses);

/// <summary>One address seen from outside.</summary>
/// <param name="Address">Where the node is said to listen.</param>
/// <param name="Source">Who told of it first.</param>
/// <param name="Services">What it is said to offer: service bits of wire-protocol 3.</param>
/// <param name="IsTried">Whether a node answered there.</param>
/// <param name="LastSeen">When somebody last saw it, as far as that is believed.</param>
/// <param name="LastTry">When this node last dialled it; null for never.</param>
/// <param name="LastSuccess">When a handshake with it last succeeded; null for never.</param>
/// <param name="Failures">Failures since the last success.</param>
[GenerateSerializer, Immutable, Alias("address.view.v1")]
public sealed record AddressView(
    [property: Id(0)] IPEndPoint Address,
    [property: Id(1)] IPAddress Source,
    [property: Id(2)] ulong Services,
    [property: Id(3)] bool IsTried,
    [property: Id(4)] DateTimeOffset LastSeen,
    [property: Id(5)] DateTimeOffset? LastTry,
    [property: Id(6)] DateTimeOffset? LastSuccess,
    [property: Id(7)] int Failures);
