using System.Buffers.Binary;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Propagation;

/// <summary>What comes unasked reaches the one writer seldom: within the limit of its peer, and once whoever else sends it.</summary>
public sealed class UnaskedBlocksTests : IDisposable
{
    private readonly SessionContext _gateway = new();

    [Fact]   // wire-protocol 6: BLOCK unasked, 10 a minute and peer
    public async Task A_peer_that_owes_blocks_may_send_no_more_unasked_ones_than_any_other()
    {
        _gateway.Chain.Judge = _ => Task.FromResult<RefusalKind?>(RefusalKind.Orphan);
        await using var pair = await SessionPair.Establish(_gateway);
        var asked = pair.Session.BlockRequests.Ask(new BlockRequest(ReferenceChain.Hash(1), 1 << 20));
        await pair.Peer.Expect(MessageType.GetBlocks);

        await pair.Peer.Send([.. Enumerable.Range(0, 30).Select(Orphan)]);
        await pair.Peer.ExpectAnswerToPing();
        Assert.InRange(_gateway.Chain.Offers.Count, 1, 10);

        // What it owes is not unasked, however much it sent before.
        await pair.Peer.Send(Wire.Block(ReferenceChain.Block(1)));
        Assert.Equal(ReferenceChain.Batch(1, 1).Blob, (await asked).Blob);
    }

    [Fact]   // wire-protocol 5: a new block goes to fanout peers of each of its bearers
    public async Task The_same_block_from_five_peers_is_offered_once()
    {
        var isJudged = new TaskCompletionSource<RefusalKind?>();
        _gateway.Chain.Judge = _ => isJudged.Task;
        var pairs = await Establish(5);
        foreach (var pair in pairs[..3]) await Send(pair, ReferenceChain.Block(7));
        Assert.Single(_gateway.Chain.Offers);

        isJudged.SetResult(null);
        await Await(() => _gateway.Peers.Notes.Sum(note => note.Count) == 1);
        foreach (var pair in pairs[3..]) await Send(pair, ReferenceChain.Block(7));
        Assert.Single(_gateway.Chain.Offers);
        foreach (var pair in pairs) await pair.DisposeAsync();
    }

    [Fact]   // chain-format: the hash covers neither certificate nor signatures, so a body that is bad says nothing of another
    public async Task A_bad_body_does_not_keep_the_good_one_of_the_same_hash_out()
    {
        var good = ReferenceChain.Block(7);
        var isJudged = new TaskCompletionSource();
        _gateway.Chain.Judge = async block =>
        {
            if (block.Length == good.Length) return null;
            await isJudged.Task;
            return RefusalKind.Invalid;
        };
        var pairs = await Establish(3);
        await Send(pairs[0], [.. good, 0]);
        await Send(pairs[1], good);
        Assert.Single(_gateway.Chain.Offers);

        // The sync fetches the block by what this peer is known to have, should the first body turn out to be bad. It does.
        Assert.Equal(new Hash256(ReferenceChain.Hash(7)), pairs[1].Session.Announced);
        isJudged.SetResult();
        Assert.Equal(DisconnectReason.InvalidBlock, (await pairs[0].Ended).Reason);

        await Send(pairs[2], good);
        Assert.Equal([good.Length + 1, good.Length], _gateway.Chain.Offers.Select(block => block.Length));
        await Await(() => _gateway.Peers.Notes.Sum(note => note.Count) == 2);   // one for, one against
        foreach (var pair in pairs) await pair.DisposeAsync();
    }

    [Fact]   // 256 accepted blocks are remembered, those too that were refused before
    public async Task A_block_that_was_refused_at_first_is_remembered_for_as_long_as_any_other()
    {
        RefusalKind? judgement = RefusalKind.TooEarly;
        _gateway.Chain.Judge = _ => Task.FromResult(judgement);
        await using var pair = await SessionPair.Establish(_gateway);
        await Send(pair, ReferenceChain.Block(1));
        judgement = null;
        for (var height = 1; height <= 256; height++)
        {
            _gateway.Time.Advance(TimeSpan.FromSeconds(6));
            await Send(pair, ReferenceChain.Block(height));
        }

        Assert.Equal(257, _gateway.Chain.Offers.Count);
        _gateway.Time.Advance(TimeSpan.FromSeconds(6));
        await Send(pair, ReferenceChain.Block(1));
        Assert.Equal(257, _gateway.Chain.Offers.Count);
    }

    public void Dispose() => _gateway.Dispose();

    /// <summary>A block in order whose parent nobody has.</summary>
    private static byte[] Orphan(int number)
    {
        var block = ReferenceChain.Block(1);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(sizeof(uint)), number);
        return Wire.Block(block);
    }

    private async Task<SessionPair[]> Establish(int count)
    {
        var pairs = new SessionPair[count];
        for (var i = 0; i < count; i++) pairs[i] = await SessionPair.Establish(_gateway);
        return pairs;
    }

    private static async Task Send(SessionPair pair, byte[] block)
    {
        await pair.Peer.Send(Wire.Block(block));
        await pair.Peer.ExpectAnswerToPing();
    }

    private static Task Await(Func<bool> condition) =>
        GatewayCluster.Until(() => Task.FromResult(condition()), "the verdict did not come");
}
