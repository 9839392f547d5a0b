using System.Net;
using BloomCoin.Gateway.Listening;
using BloomCoin.Peering;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Gateway;

/// <summary>What the gateway says: events 3000 to 3999. A peer's fault is no warning: strangers cause it at will.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(3000, LogLevel.Information, "Listening for peers on {EndPoint}")]
    public static partial void Listening(this ILogger log, IPEndPoint endPoint);

    [LoggerMessage(3090, LogLevel.Warning, "The gateway is not open yet: {Reason}")]
    public static partial void NotOpenYet(this ILogger log, string reason);

    [LoggerMessage(3001, LogLevel.Information, "Stopping: closing {Sessions} connections")]
    public static partial void Stopping(this ILogger log, int sessions);

    [LoggerMessage(3091, LogLevel.Information, "Drained in {Time}: {Sessions} connections are cut off")]
    public static partial void Drained(this ILogger log, int sessions, TimeSpan time);

    [LoggerMessage(3002, LogLevel.Information, "{Peer}: {Direction} connection established, {UserAgent}, claims height {Height}")]
    public static partial void Established(this ILogger log, string peer, string direction, string userAgent, uint height);

    [LoggerMessage(3003, LogLevel.Information, "{Peer}: {Direction} connection ended, {Reason}: {Detail}")]
    public static partial void Disconnected(this ILogger log, string peer, string direction, DisconnectReason reason, string detail);

    [LoggerMessage(3004, LogLevel.Debug, "{Remote}: refused, {Refusal}")]
    public static partial void Refused(this ILogger log, EndPoint remote, AdmissionRefusal refusal);

    [LoggerMessage(3005, LogLevel.Debug, "A connection was not accepted")]
    public static partial void AcceptFailed(this ILogger log, Exception exception);

    [LoggerMessage(3006, LogLevel.Information, "{Host}:{Port}: not connected, {Reason}")]
    public static partial void DialFailed(this ILogger log, string host, int port, string reason);

    [LoggerMessage(3007, LogLevel.Debug, "{Host}:{Port}: dialling again in {Wait}")]
    public static partial void DialAgain(this ILogger log, string host, int port, TimeSpan wait);

    [LoggerMessage(3008, LogLevel.Debug, "{Host}:{Port}: dialling ended")]
    public static partial void DiallingEnded(this ILogger log, string host, int port);

    [LoggerMessage(3009, LogLevel.Error, "A session failed through a fault of this node")]
    public static partial void SessionFailed(this ILogger log, Exception exception);

    [LoggerMessage(3010, LogLevel.Debug, "{Peer}: a message of unknown type {Type:x2} was skipped")]
    public static partial void UnknownMessageSkipped(this ILogger log, byte type, string peer);

    // 3011 is retired: it named messages of services that this node did not offer.

    [LoggerMessage(3012, LogLevel.Debug, "{Peer}: a request was dropped, {MaxOwed} answers are owed already")]
    public static partial void RequestDropped(this ILogger log, string peer, int maxOwed);

    [LoggerMessage(3013, LogLevel.Debug, "{Peer}: the connection ended before every answer was sent")]
    public static partial void AnswersAbandoned(this ILogger log, string peer);

    [LoggerMessage(3014, LogLevel.Warning, "{Peer}: an answer could not be made")]
    public static partial void AnswerFailed(this ILogger log, Exception exception, string peer);

    [LoggerMessage(3015, LogLevel.Warning, "{Peer}: its grain could not be told")]
    public static partial void ReportFailed(this ILogger log, Exception exception, string peer);

    [LoggerMessage(3016, LogLevel.Warning, "The sync could not be told of this gateway's peers; it is told again")]
    public static partial void HeartbeatFailed(this ILogger log, Exception exception);

    [LoggerMessage(3017, LogLevel.Debug, "Deadlines are no longer kept: the gateway stops")]
    public static partial void DeadlinesEnded(this ILogger log);

    [LoggerMessage(3018, LogLevel.Debug, "{Peer}: a block that nobody asked for was not taken, {Reason}")]
    public static partial void UnaskedBlockLeft(this ILogger log, string peer, string reason);

    [LoggerMessage(3019, LogLevel.Warning, "A block that nobody asked for could not be judged")]
    public static partial void UnaskedBlockFailed(this ILogger log, Exception exception);

    [LoggerMessage(3030, LogLevel.Debug, "{Count} transactions were judged, {Accepted} of them taken into the mempool")]
    public static partial void TransactionsJudged(this ILogger log, int count, int accepted);

    [LoggerMessage(3031, LogLevel.Information, "{Dropped} transactions of peers were dropped: {MaxWaiting} wait for the mempool already")]
    public static partial void TransactionsDropped(this ILogger log, long dropped, int maxWaiting);

    [LoggerMessage(3032, LogLevel.Warning, "The mempool does not answer; peers are asked again")]
    public static partial void MempoolUnavailable(this ILogger log, Exception exception);

    [LoggerMessage(3033, LogLevel.Debug, "Transactions are no longer relayed: the gateway stops")]
    public static partial void RelayEnded(this ILogger log);

    [LoggerMessage(3040, LogLevel.Information, "{Dropped} phases of peers were dropped: {MaxBatches} batches wait for the merge already")]
    public static partial void PhasesDropped(this ILogger log, long dropped, int maxBatches);

    [LoggerMessage(3041, LogLevel.Warning, "A batch of {Count} phases could not be merged; peers send again in their next round. Said once a minute")]
    public static partial void PhasesLost(this ILogger log, Exception exception, int count);

    [LoggerMessage(3042, LogLevel.Warning, "The phases of height {Height} could not be asked for. Said once a minute")]
    public static partial void PhasesUnavailable(this ILogger log, Exception exception, uint height);

    [LoggerMessage(3043, LogLevel.Error, "A gossip round failed through a fault of this node")]
    public static partial void RoundFailed(this ILogger log, Exception exception);

    [LoggerMessage(3044, LogLevel.Debug, "Phases are no longer passed on: the gateway stops")]
    public static partial void GossipEnded(this ILogger log);

    [LoggerMessage(3080, LogLevel.Warning, "The list of bans cannot be reached; those that are known hold")]
    public static partial void BansUnknown(this ILogger log, Exception exception);

    [LoggerMessage(3081, LogLevel.Debug, "Bans are no longer asked for: the gateway stops")]
    public static partial void BansNoLongerAsked(this ILogger log);

    [LoggerMessage(3082, LogLevel.Warning, "{Address}: its budget cannot be leased; a quarter of it goes on")]
    public static partial void LeaseFailed(this ILogger log, Exception exception, string address);

    [LoggerMessage(3070, LogLevel.Warning, "The gateways' directory could not be reached; what it last told of the other gateways holds")]
    public static partial void DirectoryUnavailable(this ILogger log, Exception exception);

    [LoggerMessage(3071, LogLevel.Debug, "The gateways' directory is no longer told: the gateway stops")]
    public static partial void DirectoryEnded(this ILogger log);

    [LoggerMessage(3072, LogLevel.Information, "{Host}:{Port}: not dialled again, it is this node itself or another gateway of its cluster")]
    public static partial void DialsItself(this ILogger log, string host, int port);
    [LoggerMessage(3050, LogLevel.Debug, "{Peer}: {Count} addresses are over its allowance and were dropped")]
    public static partial void AddressesDropped(this ILogger log, string peer, int count);

    [LoggerMessage(3051, LogLevel.Warning, "{Count} addresses did not get to the address book")]
    public static partial void AddressesLost(this ILogger log, Exception exception, int count);

    [LoggerMessage(3060, LogLevel.Debug, "{Address}: not connected, {Reason}")]
    public static partial void AddressDead(this ILogger log, IPEndPoint address, string reason);

    [LoggerMessage(3061, LogLevel.Debug, "An outbound connection is no longer looked for or held: the gateway stops")]
    public static partial void OutboundEnded(this ILogger log);

    [LoggerMessage(3062, LogLevel.Warning, "The search for outbound peers was interrupted; it goes on in a second")]
    public static partial void OutboundDelayed(this ILogger log, Exception exception);

    [LoggerMessage(3063, LogLevel.Information, "Seed {Host} stands for {Count} addresses")]
    public static partial void SeedAnswered(this ILogger log, string host, int count);

    [LoggerMessage(3064, LogLevel.Warning, "Seed {Host} cannot be resolved: {Reason}")]
    public static partial void SeedFailed(this ILogger log, string host, string reason);
}
