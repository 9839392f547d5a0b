namespace BloomCoin.Node;

/// <summary>What the node itself says: events 1000 to 1999.</summary>
internal static partial class NodeLog
{
    [LoggerMessage(1000, LogLevel.Information, "BloomCoin node {Version} is ready on {Network}")]
    public static partial void Ready(this ILogger log, string version, string network);

    // 1001 was a key that is set and has no effect.

    [LoggerMessage(1002, LogLevel.Information, "The node has stopped")]
    public static partial void Stopped(this ILogger log);

    [LoggerMessage(1003, LogLevel.Warning, "{Miner} could not be told to mine; it is told again")]
    public static partial void MinerNotTold(this ILogger log, Exception exception, string miner);

    [LoggerMessage(1004, LogLevel.Debug, "The miners are no longer told to mine: the node stops")]
    public static partial void MinersLeft(this ILogger log);

    [LoggerMessage(1005, LogLevel.Warning, "The silo port {SiloPort} and the client port {ClientPort} speak no TLS: whoever can reach them is let in; see {Section}")]
    public static partial void PortsOpen(this ILogger log, int siloPort, int clientPort, string section);

    [LoggerMessage(1006, LogLevel.Information, "Silos and clients are let in with a certificate of the cluster's CA; ours, of {Subject}, is good until {Expires:u}")]
    public static partial void TlsOn(this ILogger log, string subject, DateTime expires);
}
