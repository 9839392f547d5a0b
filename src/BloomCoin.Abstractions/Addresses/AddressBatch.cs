using System.Net;

namespace BloomCoin.Abstractions.Addresses;

/// <summary>Addresses that one peer told of, in one blob.</summary>
/// <param name="Source">The peer's address.</param>
/// <param name="Blob">At most 1000 of them, 30 bytes each as ADDR has them (wire-protocol 2).</param>
[GenerateSerializer, Immutable, Alias("address.batch.v1")]
public sealed record AddressBatch([property: Id(0)] IPAddress Source, [property: Id(1)] byte[] Blob);
