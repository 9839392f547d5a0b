using System.Net;
using BloomCoin.Chain;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Node.Tests.HostilePeers;

/// <summary>
/// wire-protocol 5 over real TCP: whatever one peer does, the node reaches the tip of the honest one, which is answered a PING within
/// 2 s all the while (anchors, scenarios 17 to 21).
/// </summary>
public sealed class HostilePeerTests
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    private static ServedChain Reference => ReferenceChain.Served;

    [Fact]   // scenario 17
    public Task A_liar_about_its_height() => new Meeting(
        new PeerScript(Hostile(1), Reference) { Claims = uint.MaxValue, Headers = (_, _) => [] }).Run();

    [Fact]   // scenario 17: 100 000 headers that cost nothing, and not one block
    public Task Headers_without_end_and_without_blocks() => new Meeting(
        new PeerScript(Hostile(2), ReferenceChain.ServedTo(0).Extend(100_000, nonce: 9, withBlocks: false))
        {
            Claims = 5_000_000,
            BeforeBlock = _ => Never,
        })
    {
        Verdict = "slow",
    }.Run();

    [Fact]   // scenario 17: low work is cut off at a bound, in constant memory, before any block is asked for
    public Task Light_headers_without_end()
    {
        // Five times too fast, so that 861 blocks weigh as much as tens of thousands of the easiest.
        var heavy = ReferenceChain.ServedTo(0).Extend(861, nonce: 1, withBlocks: true, seconds: 84);
        var longer = ReferenceChain.ServedTo(0).Extend(911, nonce: 1, withBlocks: true, seconds: 84);
        var light = ReferenceChain.ServedTo(0);
        return new Meeting(new PeerScript(Hostile(3), light) { Claims = 5_000_000, Headers = light.HeadersWithoutEnd })
        {
            Held = heavy,
            Served = longer,
            Verdict = "have less work than our",
            MaxGrowth = 128 << 20,
            Expect = peer =>
            {
                Assert.InRange(peer.HeadersAsked.Max(), 18_001, 22_001);
                Assert.Empty(peer.BlocksAsked);
            },
        }.Run();
    }

    [Fact]   // scenario 10 of a whole chain: each header in time, all of them never
    public Task A_dripper_of_headers() => new Meeting(
        new PeerScript(Hostile(4), Reference)
        {
            Claims = 5_000_000,
            Headers = (start, _) => Reference.Headers(start, 1),
            BeforeHeaders = () => Task.Delay(TimeSpan.FromSeconds(4.5), TimeProvider.System),
        })
    {
        First = 1,
        Limit = TimeSpan.FromSeconds(30),
    }.Run();

    [Fact]   // scenario 18
    public Task Headers_that_contradict_those_before_them()
    {
        var other = ReferenceChain.ServedTo(1_900).Extend(600, nonce: 9, withBlocks: false);
        return new Meeting(
            new PeerScript(Hostile(5), Reference)
            {
                Claims = 10_000,
                Headers = (start, count) => (start == 1 ? Reference : other).Headers(start, count),
            })
        {
            Verdict = "InvalidHeader",
        }.Run();
    }

    [Fact]   // scenario 19: asked of a second peer after 2 s
    public Task A_staller_of_the_first_block() => new Meeting(
        new PeerScript(Hostile(6), Reference) { Claims = 2_501, BeforeBlock = height => height == 1 ? Never : Task.CompletedTask })
    {
        Verdict = "slow",
        Limit = TimeSpan.FromSeconds(15),
    }.Run();

    [Fact]   // scenario 10 of a whole answer: each block in time, all of them never
    public Task A_slow_dripper() => new Meeting(
        new PeerScript(Hostile(7), Reference) { Claims = 2_501, BeforeBlock = _ => Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System) })
    {
        Verdict = "slow",
    }.Run();

    [Fact]   // scenario 21
    public Task An_invalid_block_after_100_good_ones() => new Meeting(
        new PeerScript(Hostile(8), Reference) { Claims = 2_501, Block = height => height == 101 ? Spoiled(height) : Reference.BlockAt(height) })
    {
        First = 100,
        Verdict = "InvalidBlock",
    }.Run();

    [Fact]
    public Task A_peer_that_falls_silent_after_700_blocks()
    {
        var sent = 0;
        return new Meeting(
            new PeerScript(Hostile(9), Reference)
            {
                Claims = 2_501,
                BeforeBlock = _ => Interlocked.Increment(ref sent) > 700 ? Never : Task.CompletedTask,
            })
        {
            First = 100,   // it is asked first, whatever the machine does
            Verdict = "slow",
        }.Run();
    }

    [Fact]   // chain-format, best chain: most work
    public Task A_lighter_fork_that_is_synced_first() => new Meeting(
        new PeerScript(Hostile(10), ReferenceChain.ServedTo(1_000).Extend(300, nonce: 9, withBlocks: true)))
    {
        First = 1_300,
    }.Run();

    /// <summary>An address of its own for each kind of hostility.</summary>
    private static IPAddress Hostile(byte kind) => new([127, 66, 0, kind]);

    /// <summary>One bit of the certificate is wrong: it is under no hash, so only the block itself shows it.</summary>
    private static byte[] Spoiled(int height)
    {
        var block = Reference.BlockAt(height)!.ToArray();
        block[BlockHeader.Length + sizeof(uint)] ^= 1;
        return block;
    }
}
