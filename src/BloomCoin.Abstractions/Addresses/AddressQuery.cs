using System.Net;

namespace BloomCoin.Abstractions.Addresses;

/// <summary>Which addresses a gateway wants to dial.</summary>
/// <param name="Count">1 to 100.</param>
/// <param name="ExcludedGroups">Networks that it has a peer of already, as keys of NetworkGroup; as many as it has outbound peers at most.</param>
/// <param name="Excluded">Addresses that it does not want, such as those it is connected to.</param>
/// <param name="IsToKeep">Whether the connection is to stay: then networks that other gateways have a peer of come last.</param>
[GenerateSerializer, Immutable, Alias("address.query.v1")]
public sealed record AddressQuery(
    [property: Id(0)] int Count,
    [property: Id(1)] ulong[] ExcludedGroups,
    [property: Id(2)] IPEndPoint[] Excluded,
    [property: Id(3)] bool IsToKeep = false)
{
    /// <summary>The largest <see cref="Count"/>.</summary>
    public const int MaxCount = 100;
}
