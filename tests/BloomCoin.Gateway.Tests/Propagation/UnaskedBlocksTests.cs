using System.Buffers.Binary;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Propagation;

/// <summary>What comes unasked reaches the one writer seldom: within the limit of its peer.</summary>
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

        await pair.Peer.Send([.. Enumerable.Range(0, 1000).Select(Orphan)]);
        await pair.Peer.ExpectAnswerToPing();
        Assert.InRange(_gateway.Chain.Offers.Count, 1, 10);

        // What it owes is not unasked, however much it sent before.
        await pair.Peer.Send(Wire.Block(ReferenceChain.Block(1)));
        Assert.Equal(ReferenceChain.Batch(1, 1).Blob, (await asked).Blob);
    }

    public void Dispose() => _gateway.Dispose();

    /// <summary>A block in order whose parent nobody has.</summary>
    private static byte[] Orphan(int number)
    {
        var block = ReferenceChain.Block(1);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(sizeof(uint)), number);
        return Wire.Block(block);
    }
}
