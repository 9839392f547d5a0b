using BloomCoin.Chain;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains;

/// <summary>What the grains say: events 2000 to 2999.</summary>
internal static partial class GrainsLog
{
    [LoggerMessage(2000, LogLevel.Information, "The chain is at height {Height}, {Hash}")]
    public static partial void TipLoaded(this ILogger log, int height, Hash256 hash);

    [LoggerMessage(2001, LogLevel.Information, "The block at height {Height} breaks rule {Rule}: {Reason}")]
    public static partial void BlockRefused(this ILogger log, int height, int rule, string reason);

    [LoggerMessage(2002, LogLevel.Information, "{Blocks} blocks kept on a side branch, now at height {Height}, {Hash}")]
    public static partial void BranchStored(this ILogger log, int blocks, int height, Hash256 hash);

    [LoggerMessage(2003, LogLevel.Information, "Reorganised from height {OldHeight}, {OldHash}, to {Height}, {Hash}; both share height {Fork}")]
    public static partial void Reorganised(this ILogger log, int oldHeight, Hash256 oldHash, int height, Hash256 hash, int fork);

    [LoggerMessage(2004, LogLevel.Warning, "Another writer moved the tip from height {Height}; it is read again")]
    public static partial void TipMovedElsewhere(this ILogger log, int height);

    [LoggerMessage(2006, LogLevel.Warning, "Whether the tip moved when the store failed is not known yet; it is asked again")]
    public static partial void TipUncertain(this ILogger log, Exception exception);

    [LoggerMessage(2007, LogLevel.Error, "The store has lost block {Hash} of height {Height}, which it had kept durably; the chain goes on from height {Left}")]
    public static partial void StoreWentBack(this ILogger log, int height, Hash256 hash, int left);

    [LoggerMessage(2008, LogLevel.Warning, "{Call} failed with its store: {Reason}")]
    public static partial void StoreFailed(this ILogger log, string call, string reason);

    [LoggerMessage(2005, LogLevel.Warning, "Segment {Segment} could not be told that the chain changed from height {From} on; it will notice by itself")]
    public static partial void SegmentNotTold(this ILogger log, Exception exception, int segment, int from);

    [LoggerMessage(2010, LogLevel.Debug, "{Peer}: its gateway is gone")]
    public static partial void GatewayGone(this ILogger log, Exception exception, string peer);

    [LoggerMessage(2020, LogLevel.Information, "Syncing from {Peer}, which claims height {Height}")]
    public static partial void SyncStarted(this ILogger log, string peer, uint height);

    [LoggerMessage(2021, LogLevel.Information, "Sync from {Peer} ended at height {Height}: {Outcome}")]
    public static partial void SyncEnded(this ILogger log, string peer, int height, string outcome);

    [LoggerMessage(2022, LogLevel.Error, "The sync failed; it is tried again")]
    public static partial void SyncFailed(this ILogger log, Exception exception);

    [LoggerMessage(2023, LogLevel.Information, "{Peer}: slow, no {What} after {After}; others are asked")]
    public static partial void PeerSlow(this ILogger log, string peer, string what, TimeSpan after);

    [LoggerMessage(2024, LogLevel.Debug, "{Peer}: could not be told of its verdict")]
    public static partial void VerdictLost(this ILogger log, Exception exception, string peer);

    [LoggerMessage(2025, LogLevel.Debug, "{Peer}: no answer for {Count} blocks from height {Start} on")]
    public static partial void BlocksLost(this ILogger log, Exception? exception, string peer, int count, int start);

    [LoggerMessage(2026, LogLevel.Information, "{Peer}: {Count} of {Asked} blocks from height {Start} on; others are asked for the rest")]
    public static partial void BlocksMissing(this ILogger log, string peer, int count, int asked, int start);

    [LoggerMessage(2027, LogLevel.Debug, "{Peer}: nothing to follow, {Detail}")]
    public static partial void NothingToFollow(this ILogger log, string peer, string detail);

    [LoggerMessage(2030, LogLevel.Information, "The mempool holds {Count} transactions that are valid after height {Height}")]
    public static partial void MempoolRecovered(this ILogger log, int count, int height);

    [LoggerMessage(2031, LogLevel.Warning, "The mempool could not follow the chain; it is tried again")]
    public static partial void MempoolFellBehind(this ILogger log, Exception exception);

    [LoggerMessage(2032, LogLevel.Information, "{Count} transactions waited too long for a block and are forgotten")]
    public static partial void TransactionsExpired(this ILogger log, int count);

    [LoggerMessage(2033, LogLevel.Debug, "{Count} transactions went to make room for better paid ones; the mempool takes {Bytes} bytes")]
    public static partial void TransactionsEvicted(this ILogger log, int count, long bytes);

    [LoggerMessage(2040, LogLevel.Information, "{Miner} mines for {Address}")]
    public static partial void Mining(this ILogger log, string miner, Hash256 address);

    [LoggerMessage(2041, LogLevel.Information, "{Miner} sealed block {Height}, {Hash}: attempt {Attempt} bloomed in round {Round}, {Transactions} transactions")]
    public static partial void BlockSealed(this ILogger log, string miner, int height, Hash256 hash, int attempt, int round, int transactions);

    [LoggerMessage(2042, LogLevel.Warning, "{Miner} sealed a block at height {Height} that breaks rule {Rule}: {Reason}; the next one is empty")]
    public static partial void SealedBlockRefused(this ILogger log, string miner, int height, int rule, string reason);

    [LoggerMessage(2043, LogLevel.Warning, "{Miner} was interrupted; it goes on in a second")]
    public static partial void MiningInterrupted(this ILogger log, Exception exception, string miner);

    [LoggerMessage(2060, LogLevel.Information, "{Address} is banned until {Until}: {Reason}")]
    public static partial void Banned(this ILogger log, string address, DateTimeOffset until, string reason);

    [LoggerMessage(2061, LogLevel.Warning, "{Address}: its score or ban could not be kept; it is tried again")]
    public static partial void ReputationNotKept(this ILogger log, Exception exception, string address);

    [LoggerMessage(2062, LogLevel.Warning, "Old scores could not be removed from the store; it is tried again in an hour")]
    public static partial void ScoresNotPruned(this ILogger log, Exception exception);

    [LoggerMessage(2050, LogLevel.Information, "The address book holds {Tried} addresses of nodes that answered and {New} heard of")]
    public static partial void AddressesLoaded(this ILogger log, int tried, int @new);

    [LoggerMessage(2051, LogLevel.Warning, "{Count} addresses could not be kept; it is tried again")]
    public static partial void AddressesNotKept(this ILogger log, Exception exception, int count);

    [LoggerMessage(2063, LogLevel.Warning, "A gateway does not answer")]
    public static partial void GatewaySilent(this ILogger log, Exception exception);
}
