using BloomCoin.Abstractions.Chain;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Sessions;

/// <summary>What a slow peer may take, and what it may not drag out.</summary>
public sealed class SlowPeerTests
{
    [Fact]   // wire-protocol 6: a slow link is no fault, 30 s for each MiB begun
    public async Task A_large_block_that_is_owed_has_time_to_arrive()
    {
        await using var pair = await SessionPair.Establish();
        var block = new byte[(3 << 20) + 500];
        ReferenceChain.Block(1).CopyTo(block.AsSpan());
        var asked = pair.Session.BlockRequests.Ask(new BlockRequest(ReferenceChain.Hash(1), 1 << 20));
        await pair.Peer.Expect(MessageType.GetBlocks);

        var frame = Wire.Block(block);
        await pair.Peer.Send(frame[..1000]);
        await GatewayCluster.Until(() => Task.FromResult(pair.Connection.FrameAge is not null), "the block is not arriving");
        pair.Pass(80);
        Assert.True(pair.Connection.IsOpen);
        await pair.Peer.Send(frame[1000..]);
        Assert.Equal(block, (await asked).Split()[0].ToArray());
    }

    [Fact]   // a block every 29 s would hold the sync for hours
    public async Task An_answer_that_takes_90_s_in_all_ends_with_what_came()
    {
        await using var pair = await SessionPair.Establish();
        var asked = pair.Session.BlockRequests.Ask(new BlockRequest(ReferenceChain.Hashes(1, 2, 3, 4, 5), 1 << 20));
        await pair.Peer.Expect(MessageType.GetBlocks);
        for (var height = 1; height <= 3; height++)
        {
            pair.Pass(29);
            await pair.Peer.Send(Wire.Block(ReferenceChain.Block(height)));
            await pair.Peer.ExpectAnswerToPing();
        }

        Assert.False(asked.IsCompleted);
        pair.Pass(3);
        Assert.Equal(3, (await asked).Split().Count);
        Assert.True(pair.Connection.IsOpen);
    }

    [Fact]   // anchors, scenario 11
    public async Task A_peer_that_does_not_read_for_90_s_is_gone_however_much_it_says()
    {
        await using var pair = await SessionPair.Establish();
        var headers = new byte[HeadersMessage.MaxCount * HeaderLayout.Size];
        await GatewayCluster.Until(() => Task.FromResult(IsStuck(pair, headers)), "the socket takes everything");

        pair.Pass(89);
        Assert.True(pair.Connection.IsOpen);
        pair.Pass(Deadlines.Unread.TotalSeconds - 89);
        Assert.Equal(DisconnectReason.SlowReader, (await pair.Ended).Reason);
    }

    /// <summary>Sends until the system's own buffers are full and 2 MiB wait before them.</summary>
    private static bool IsStuck(SessionPair pair, byte[] headers)
    {
        if (pair.Connection.Unsent >= 2 << 20) return pair.Connection.SendAge is not null;
        pair.Session.Send(new HeadersMessage(0, new HeaderList(headers)));
        return false;
    }
}
