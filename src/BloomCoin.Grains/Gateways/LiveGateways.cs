using BloomCoin.Abstractions.Gateways;
using BloomCoin.Peering.Admission;

namespace BloomCoin.Grains.Gateways;

/// <summary>The last report of each gateway that is alive, and what follows from all of them. Not for several threads.</summary>
/// <remarks>Bounded by the cluster's silos, and 256 networks of each.</remarks>
/// <param name="isDead">Whether a silo is known to be gone.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveGateways(Func<SiloAddress, bool> isDead, TimeProvider time)
{
    /// <summary>Five beats: a gateway that was not heard of for so long is no member.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(10);

    /// <summary>Networks that are taken from one report.</summary>
    public const int MaxNetworks = 256;

    /// <summary>Addresses that are taken from one report.</summary>
    public const int MaxAddresses = 4;

    /// <summary>Connections of one network that a gateway is told to let go in one beat: the cure must not be a storm, and counts are seconds old.</summary>
    public const int MaxDropped = 4;

    private readonly Dictionary<SiloAddress, Member> _members = [];
    private readonly Guid _life = Guid.NewGuid();
    private readonly long _born = time.GetTimestamp();
    private long _sequence;

    public IEnumerable<SiloAddress> Members => _members.Keys;

    /// <summary>What each of them said last.</summary>
    public IEnumerable<GatewayReport> Reports => _members.Values.Select(member => member.Report);

    /// <summary>Takes a report in and drops who is gone; true when gateways came or went, or are reached elsewhere.</summary>
    public bool Take(GatewayReport report)
    {
        var kept = report with
        {
            Addresses = [.. report.Addresses.Take(MaxAddresses)],
            Networks = [.. report.Networks.OrderByDescending(network => network.Connections).Take(MaxNetworks)],
        };
        var isNews = !_members.TryGetValue(report.Gateway, out var known)
            || known.Report.Nonce != kept.Nonce || !known.Report.Addresses.SequenceEqual(kept.Addresses, StringComparer.Ordinal);
        _members[report.Gateway] = new Member(kept, time.GetTimestamp());
        var gone = _members.Where(member => time.GetElapsedTime(member.Value.Heard) >= Forgotten || isDead(member.Key)).Select(member => member.Key).ToList();
        gone.ForEach(silo => _members.Remove(silo));
        return isNews || gone.Count > 0;
    }

    /// <summary>Drops a gateway that said goodbye; true when it was a member.</summary>
    public bool Drop(SiloAddress gateway) => _members.Remove(gateway);

    /// <summary>What a gateway is told.</summary>
    /// <param name="reader">The gateway.</param>
    /// <param name="isAnswer">Whether it reported just now: only then is it told what to let go.</param>
    public ClusterView ViewFor(SiloAddress reader, bool isAnswer)
    {
        var others = _members.Where(member => !member.Key.Equals(reader)).Select(member => member.Value.Report).ToList();
        var connections = others.Sum(report => report.Connections);
        return new ClusterView(
            _life,
            ++_sequence,
            time.GetElapsedTime(_born) >= Forgotten,
            _members.Count,
            [.. _members.Values.Select(member => member.Report.Nonce)],
            [.. _members.Values.SelectMany(member => member.Report.Addresses).Distinct(StringComparer.Ordinal)],
            connections,
            [.. Sum(others).Where(network => network.Connections * 100L >= connections)],
            isAnswer && _members.TryGetValue(reader, out var own) ? [.. Excess(own.Report, others)] : []);
    }

    /// <summary>What a gateway is to let go: of each network that is over its share and of which no other has more.</summary>
    private static IEnumerable<NetworkCount> Excess(GatewayReport own, List<GatewayReport> others)
    {
        var total = own.Connections + others.Sum(report => report.Connections);
        foreach (var (network, connections) in own.Networks)
        {
            var elsewhere = others.ConvertAll(report => (report.Gateway, Count: CountOf(report, network)));
            var excess = NetworkShares.Excess(connections + elsewhere.Sum(other => other.Count), total);
            if (excess == 0 || elsewhere.Exists(other => IsBefore(other, (own.Gateway, connections)))) continue;
            yield return new NetworkCount(network, Math.Min(excess, MaxDropped));
        }
    }

    /// <summary>Of two that have as many, one goes first.</summary>
    private static bool IsBefore((SiloAddress Gateway, int Count) one, (SiloAddress Gateway, int Count) other) =>
        one.Count > other.Count || (one.Count == other.Count && one.Gateway.CompareTo(other.Gateway) < 0);

    private static int CountOf(GatewayReport report, ulong network) => Array.Find(report.Networks, count => count.Network == network).Connections;

    private static IEnumerable<NetworkCount> Sum(IEnumerable<GatewayReport> reports) => reports
        .SelectMany(report => report.Networks)
        .GroupBy(network => network.Network)
        .Select(network => new NetworkCount(network.Key, network.Sum(count => count.Connections)));

    private sealed record Member(GatewayReport Report, long Heard);
}
