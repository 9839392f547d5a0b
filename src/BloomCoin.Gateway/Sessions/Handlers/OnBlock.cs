using BloomCoin.Chain;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>BLOCK: a block that was asked for, or news. What is over the limit of news is let by before it is buffered.</summary>
internal static class OnBlock
{
    public static void Handle(PeerSession session, BlockMessage block)
    {
        var hash = BlockHeader.HashOf(block.Header);
        session.Known.Add(hash);
        if (!session.BlockRequests.Deliver(hash, block)) session.Context.UnaskedBlocks.Take(session, hash, block.Block);
        session.Unasked.Return();
    }
}
