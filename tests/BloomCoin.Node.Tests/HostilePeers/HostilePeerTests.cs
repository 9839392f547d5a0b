using System.Net;
using BloomCoin.Chain;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.HostilePeers;

/// <summary>
/// wire-protocol 5 over real TCP: whatever one peer does, the node reaches the tip of the honest one, which is answered a PING within
/// 2 s all the while (anchors, scenarios 17 to 21).
/// </summary>
public sealed class HostilePeerTests
{
    private static readonly IPAddress Hostile = IPAddress.Parse("127.66.0.1"), Honest = IPAddress.Parse("127.7.0.1");
    private static readonly TimeSpan PingLimit = TimeSpan.FromSeconds(2), Limit = TimeSpan.FromSeconds(60);
    private static readonly Task Never = new TaskCompletionSource().Task;

    private static ServedChain Reference => ServedChain.Reference;

    [Fact]   // scenario 17
    public Task A_liar_about_its_height() => Meet(
        new PeerScript(Hostile, Reference) { Claims = uint.MaxValue, Headers = (_, _) => [] },
        verdict: null);

    [Fact]   // scenario 17: 100 000 headers that cost nothing, and not one block
    public Task Headers_without_end_and_without_blocks() => Meet(
        new PeerScript(Hostile, ServedChain.UpTo(0).Extend(100_000, nonce: 9, withBlocks: false))
        {
            Claims = 5_000_000,
            BeforeBlock = _ => Never,
        },
        verdict: "slow");

    [Fact]   // scenario 18
    public Task Headers_that_contradict_those_before_them()
    {
        var other = ServedChain.UpTo(1_900).Extend(600, nonce: 9, withBlocks: false);
        return Meet(
            new PeerScript(Hostile, Reference)
            {
                Claims = 10_000,
                Headers = (start, count) => (start == 1 ? Reference : other).Headers(start, count),
            },
            verdict: "InvalidHeader");
    }

    [Fact]   // scenario 19
    public Task A_staller_of_the_first_block() => Meet(
        new PeerScript(Hostile, Reference) { Claims = 2_501, BeforeBlock = height => height == 1 ? Never : Task.CompletedTask },
        verdict: "slow");

    [Fact]   // scenario 10 of a whole answer: each block in time, all of them never
    public Task A_slow_dripper() => Meet(
        new PeerScript(Hostile, Reference) { Claims = 2_501, BeforeBlock = _ => Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System) },
        verdict: "slow");

    [Fact]   // scenario 21
    public Task An_invalid_block_after_100_good_ones() => Meet(
        new PeerScript(Hostile, Reference) { Claims = 2_501, Block = height => height == 101 ? Spoiled(height) : Reference.BlockAt(height) },
        verdict: "InvalidBlock");

    [Fact]
    public Task A_peer_that_falls_silent_after_700_blocks()
    {
        var sent = 0;
        return Meet(
            new PeerScript(Hostile, Reference)
            {
                Claims = 2_501,
                BeforeBlock = _ => Interlocked.Increment(ref sent) > 700 ? Never : Task.CompletedTask,
            },
            verdict: "slow");
    }

    [Fact]   // chain-format, best chain: most work
    public Task A_lighter_fork_that_is_synced_first() => Meet(
        new PeerScript(Hostile, ServedChain.UpTo(1_000).Extend(300, nonce: 9, withBlocks: true)), verdict: null, first: 1_300);

    /// <summary>Lets a node sync from both peers, the hostile one first, and says how it went.</summary>
    /// <param name="hostile">What the hostile peer does.</param>
    /// <param name="verdict">What the node's log says of it; null when it did nothing that deserves a verdict.</param>
    /// <param name="first">The height that the node is to reach with the hostile peer alone.</param>
    private static async Task Meet(PeerScript hostile, string? verdict, int first = 0)
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store));
        await using var connection = await Bloom.Connect(node);
        var start = TimeProvider.System.GetTimestamp();
        await using var bad = await ChainPeer.Connect(hostile, node.Ports.Gateway);
        await Eventually.True($"the tip is at {first}", async () => (await connection.Node.GetTip(CancellationToken.None)).Height >= first);
        await using var good = await ChainPeer.Connect(new PeerScript(Honest, Reference), node.Ports.Gateway);

        var slowest = TimeSpan.Zero;
        await Eventually.True("the node is at the honest tip", async () =>
        {
            var answered = await good.Ping();
            slowest = answered > slowest ? answered : slowest;
            return (await connection.Node.GetTip(CancellationToken.None)).Hash == ReferenceChain.Tip;
        }, Limit);
        var took = TimeProvider.System.GetElapsedTime(start);

        var said = verdict is null
            ? Said(node).LastOrDefault()
            : await node.Process.Line(line => IsOf(line) && line.Contains(verdict, StringComparison.Ordinal), verdict);
        Report.Line($"honest tip after {took.TotalSeconds:0.00} s, slowest PONG {slowest.TotalMilliseconds:0} ms");
        Report.Line($"{bad.Delivered} hostile and {good.Delivered} honest blocks");
        Report.Line($"verdict: {said ?? "none"}");
        Assert.True(slowest < PingLimit, $"a PING was answered after {slowest}");
        if (verdict is null) Assert.DoesNotContain(Said(node), line => line.Contains("Invalid", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Said(NodeProcess node) => node.Process.Output.Where(IsOf);

    private static bool IsOf(string line) => line.Contains($"{Hostile}:", StringComparison.Ordinal);

    /// <summary>One bit of the certificate is wrong: it is under no hash, so only the block itself shows it.</summary>
    private static byte[] Spoiled(int height)
    {
        var block = Reference.BlockAt(height)!.ToArray();
        block[BlockHeader.Length + sizeof(uint)] ^= 1;
        return block;
    }
}
