using System.Globalization;
using System.Net;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Node.Tests.HostileHour;

/// <summary>
/// A node, 20 honest peers and 200 hostile ones of all kinds, each from an address of its own: the honest are served as if the others
/// were not there, each kind ends as wire-protocol says, and memory stays flat. One minute; BLOOM_HOSTILE_MINUTES makes it an hour.
/// </summary>
[Collection(nameof(HostileHourTests)), CollectionDefinition(nameof(HostileHourTests), DisableParallelization = true)]
public sealed class HostileHourTests
{
    private const string Minutes = "BLOOM_HOSTILE_MINUTES";
    private const int HonestPeers = 20;

    /// <summary>On a machine that tests share: the true figure, which is printed, is far below.</summary>
    private static readonly TimeSpan SlowestAllowed = TimeSpan.FromSeconds(5);

    /// <summary>Bytes: what all of it may cost, and what of that may come in the second half.</summary>
    private const long MostGrowth = 300_000_000, MostLateGrowth = 100_000_000;

    /// <summary>Ten a second of new addresses and forty of new connections leave a grain each, for two to three minutes.</summary>
    private const int MostActivations = 15_000;

    /// <summary>A ban is with every gateway within one second (wire-protocol 7), in which an attacker comes twice: four times as many for a machine that tests share.</summary>
    private const int TakenAfterBan = 8;

    [Fact]   // wire-protocol 3, 5, 6 and 7
    public async Task Twenty_honest_peers_are_served_among_two_hundred_hostile_ones()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store)
        {
            IsUnderLoad = true,
            More =
            [
                "--Bloom:Gateway:Diversity:ExemptLoopback=false",
                "--Bloom:Gateway:MaxConnections=300",
                "--Bloom:Gateway:MaxPeers=0",   // what the ADDR flood names is dialled by nobody
                "--Bloom:Gateway:BandwidthLimit=1000000",
            ],
        });
        await using (var connection = await Bloom.Connect(node)) await Bloom.Import(connection.Node, ReferenceChain.File);

        using var over = new CancellationTokenSource();
        var memory = new MemoryWatch(node);
        var honest = Enumerable.Range(1, HonestPeers).Select(network => new HonestPeer(new IPAddress([127, (byte)network, 0, 1]))).ToList();
        var attackers = Attacks.All.SelectMany((attack, kind) =>
            Enumerable.Range(0, attack.Count).Select(number => (Kind: (byte)(kind + 1), Attacker: new Attacker(attack, (byte)(kind + 1), number)))).ToList();
        Assert.Equal(200, attackers.Count);
        var running = honest.Select(peer => peer.Run(node.Ports.Gateway, over.Token))
            .Concat(attackers.Select(one => one.Attacker.Run(node.Ports.Gateway, over.Token))).ToList();

        await memory.Run(Length);
        var (ends, samples) = (new Ends(node), new Samples(await node.Metrics()));
        var connections = attackers.ToLookup(one => one.Kind, one => one.Attacker);
        Tell(honest, connections, ends, samples, memory);
        foreach (var peer in honest) Assert.True(peer.Trouble is null, $"{peer.Address}: {peer.Trouble}");
        await over.CancelAsync();
        await Task.WhenAll(running);

        Assert.All(honest, peer => Assert.True(peer.Slowest.Values.Max() < SlowestAllowed, $"{peer.Address} waited {peer.Slowest.Values.Max()}"));
        Assert.All(connections, kind => Judge(Attacks.All[kind.Key - 1], kind.Key, kind, ends));
        JudgeMetrics(samples);
        Assert.DoesNotContain(node.Process.Output, line => line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal));
        Assert.Empty(node.Process.Errors);
        Assert.InRange(samples.Sum("orleans_catalog_activations"), 1, MostActivations);
        Assert.InRange(memory.Growth, long.MinValue, MostGrowth);
        Assert.InRange(memory.LateGrowth, long.MinValue, MostLateGrowth);
    }

    private static TimeSpan Length =>
        double.TryParse(Environment.GetEnvironmentVariable(Minutes), CultureInfo.InvariantCulture, out var minutes)
            ? TimeSpan.FromMinutes(minutes)
            : TimeSpan.FromMinutes(1);

    private static void Judge(Attack attack, byte kind, IEnumerable<Attacker> attackers, Ends ends)
    {
        var reasons = ends.ReasonsOf(kind);
        string[] right =
        [
            .. attack.Ends is { } expected ? [$"{expected}"] : Array.Empty<string>(),
            .. attack.OrEnds.Select(reason => $"{reason}"),
            .. attack.IsBanned ? [nameof(DisconnectReason.Banned)] : Array.Empty<string>(),
        ];
        Assert.All(reasons.Keys, reason => Assert.True(right.Contains(reason), $"{attack.Name}: ended by {reason}"));
        if (attack.Ends is { } end && Length >= attack.Takes) Assert.True(reasons.ContainsKey(end.ToString()), $"{attack.Name}: no {end}");
        Assert.True(attack.IsBanned ? ends.BannedOf(kind) > 0 : ends.BannedOf(kind) == 0, $"{attack.Name}: {ends.BannedOf(kind)} addresses banned");
        if (attack.IsBanned) Assert.All(attackers.SelectMany(attacker => attacker.Left), address => Assert.True(ends.IsBanned($"{address}"), $"{attack.Name}: {address} is not banned"));
        Assert.All(ends.AfterBan, taken => Assert.True(taken.Value <= TakenAfterBan, $"{taken.Key}: {taken.Value} connections after its ban"));
    }

    private static void JudgeMetrics(Samples samples)
    {
        DisconnectReason[] all =
        [
            DisconnectReason.HandshakeTimeout, DisconnectReason.SelfConnection, DisconnectReason.ProtocolViolation, DisconnectReason.InvalidHeader,
            DisconnectReason.InvalidBlock, DisconnectReason.Banned,
        ];
        Assert.All(all, reason => Assert.True(samples.Disconnects(reason) > 0, $"no {reason}"));
        Assert.All(["Banned", "PendingHandshakes", "NetworkShare"], refusal => Assert.True(samples.Refusals(refusal) > 0, $"no {refusal}"));
        Assert.Equal(0, samples.Disconnects(DisconnectReason.InternalError));
        Assert.True(samples.Sum("bloom_bans", "kind=\"Score\"") > 0);
    }

    private static void Tell(IReadOnlyList<HonestPeer> honest, ILookup<byte, Attacker> attackers, Ends ends, Samples samples, MemoryWatch memory)
    {
        Report.Line($"{Length.TotalSeconds:0} s; memory grew by {memory.Growth / 1e6:0} MB, since half-time by {memory.LateGrowth / 1e6:0} MB");
        Report.Line($"honest: {honest.Sum(peer => peer.Answers)} answers, {honest.Count(peer => peer.Trouble is not null)} of {HonestPeers} with trouble");
        foreach (var type in new[] { MessageType.Pong, MessageType.Headers, MessageType.Block, MessageType.Coherence })
            Report.Line($"slowest {type}: {honest.Max(peer => peer.Slowest.GetValueOrDefault(type)).TotalMilliseconds:0} ms");
        foreach (var kind in attackers)
        {
            var attack = Attacks.All[kind.Key - 1];
            var reasons = string.Join(", ", ends.ReasonsOf(kind.Key).Select(pair => $"{pair.Key} {pair.Value}"));
            Report.Line($"{attack.Name}: {kind.Sum(attacker => attacker.Connections)} connections of {attack.Count}; ended: {reasons}; {ends.BannedOf(kind.Key)} addresses banned");
        }

        foreach (var refusal in new[] { "Banned", "PendingHandshakes", "NetworkShare", "Full" })
            Report.Line($"refused, {refusal}: {samples.Refusals(refusal)}");
        Report.Line($"bans: {samples.Sum("bloom_bans")}, dropped messages: {samples.Sum("bloom_gateway_dropped_messages")}");
    }
}
