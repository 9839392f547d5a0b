using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Addresses;

/// <summary>An address in the table and what is known of it. Times are unix seconds, 0 for never.</summary>
/// <param name="address">Where the node is said to listen.</param>
/// <param name="source">Who told of it first, without a port: it decides the place among the new ones.</param>
/// <param name="isTried">Whether a node answered there.</param>
public sealed class KnownAddress(NetworkAddress address, UInt128 source, bool isTried = false)
{
    /// <summary>Not seen for this long: not worth keeping.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(30);

    /// <summary>Failures that an address has which never worked.</summary>
    public const int MaxFailuresWithoutSuccess = 3;

    /// <summary>Failures that an address has which worked once, but not for <see cref="LongWithoutSuccess"/>.</summary>
    public const int MaxFailures = 10;

    /// <inheritdoc cref="MaxFailures"/>
    public static readonly TimeSpan LongWithoutSuccess = TimeSpan.FromDays(7);

    /// <summary>A claim may be this far ahead of our clock.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    /// <summary>A try is recent for this long.</summary>
    public static readonly TimeSpan RecentTry = TimeSpan.FromMinutes(10);

    private const double RecentlyTried = 0.01, AfterFailure = 0.66;
    private const int MaxCountedFailures = 8;

    public NetworkAddress Address { get; } = address;

    public UInt128 Source { get; } = source;

    /// <summary>What the node is said to offer.</summary>
    public NodeServices Services { get; set; }

    /// <summary>When somebody last saw it, as far as that is believed.</summary>
    public long LastSeen { get; set; }

    /// <summary>When this node last dialled it.</summary>
    public long LastTry { get; set; }

    /// <summary>When a handshake with it last succeeded.</summary>
    public long LastSuccess { get; set; }

    /// <summary>When an outbound connection to it was last worth keeping: the latest of these are dialled first after a restart.</summary>
    public long LastHeld { get; set; }

    /// <summary>Failures since the last success.</summary>
    public int Failures { get; set; }

    /// <summary>Whether it is among the tried.</summary>
    public bool IsTried { get; internal set; } = isTried;

    /// <summary>When a failure was last counted: in memory only.</summary>
    internal long LastCounted { get; set; }

    /// <summary>Its place in the table's list of all; the table's own.</summary>
    internal int Index { get; set; } = -1;

    /// <summary>Whether it is not worth a place that something else needs, nor worth telling others of.</summary>
    public bool IsTerrible(long now) =>
        now - LastTry > Minute &&   // being dialled just now
        (LastSeen > now + (long)Ahead.TotalSeconds
        || now - LastSeen > (long)Horizon.TotalSeconds
        || (LastSuccess == 0 && Failures >= MaxFailuresWithoutSuccess)
        || (LastSuccess != 0 && now - LastSuccess > (long)LongWithoutSuccess.TotalSeconds && Failures >= MaxFailures));

    /// <summary>How worthwhile it is to dial, from its history alone: 1 for one that never failed.</summary>
    public double Chance(long now) =>
        Math.Pow(AfterFailure, Math.Min(Failures, MaxCountedFailures)) * (now - LastTry < (long)RecentTry.TotalSeconds ? RecentlyTried : 1);

    private const long Minute = 60;
}
