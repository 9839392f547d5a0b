using System.Text.RegularExpressions;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.HostileHour;

/// <summary>What the node's log says of its peers: how connections ended, and who was banned.</summary>
internal sealed partial class Ends
{
    private const int KindAt = 2;

    private readonly Dictionary<string, List<string>> _reasons = [];
    private readonly HashSet<string> _banned = [];

    public Ends(NodeProcess node)
    {
        foreach (var line in node.Process.Output.ToArray())
        {
            if (Ended().Match(line) is { Success: true } ended)
            {
                var address = ended.Groups["address"].Value;
                if (!_reasons.TryGetValue(address, out var reasons)) _reasons[address] = reasons = [];
                reasons.Add(ended.Groups["reason"].Value);
                if (_banned.Contains(address)) AfterBan[address] = AfterBan.GetValueOrDefault(address) + 1;
            }
            else if (Banned().Match(line) is { Success: true } banned)
            {
                _banned.Add(banned.Groups["address"].Value);
            }
        }
    }

    /// <summary>Connections that ended after their address was banned, and were therefore taken.</summary>
    public Dictionary<string, int> AfterBan { get; } = [];

    public bool IsBanned(string address) => _banned.Contains(address);

    /// <summary>How many addresses of a kind were banned.</summary>
    public int BannedOf(byte kind) => _banned.Count(address => KindOf(address) == kind);

    /// <summary>How often each reason ended a connection of a kind.</summary>
    public IReadOnlyDictionary<string, int> ReasonsOf(byte kind) => _reasons
        .Where(pair => KindOf(pair.Key) == kind)
        .SelectMany(pair => pair.Value)
        .CountBy(reason => reason)
        .ToDictionary();

    private static byte KindOf(string address) => System.Net.IPAddress.Parse(address).GetAddressBytes()[KindAt];

    [GeneratedRegex(@"(?<address>127\.\d+\.\d+\.\d+):\d+: inbound connection ended, (?<reason>\w+):", RegexOptions.NonBacktracking)]
    private static partial Regex Ended();

    [GeneratedRegex(@"(?<address>127\.\d+\.\d+\.\d+) is banned until ", RegexOptions.NonBacktracking)]
    private static partial Regex Banned();
}
