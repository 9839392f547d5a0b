namespace BloomCoin.Peering.Admission;

/// <summary>What is known of a connection when one has to go.</summary>
/// <param name="Number">Names it. A later connection has a higher number: it is the younger.</param>
/// <param name="Network">Its <see cref="NetworkGroup"/>.</param>
/// <param name="RoundTrip">The best time of its answers to PING; null while there is none.</param>
/// <param name="LastBlock">Timestamp of the last valid block that it brought; 0 before the first.</param>
/// <param name="LastTransaction">Timestamp of the last transaction that it brought and the mempool took; 0 before the first.</param>
public readonly record struct EvictionCandidate(long Number, ulong Network, TimeSpan? RoundTrip, long LastBlock, long LastTransaction);
