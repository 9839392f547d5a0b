using BloomCoin.Chain;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>
/// BLOCK: a block that was asked for, or news. What is over the limit of news is let by before it is buffered, and here from a peer
/// that owes others: else whoever leaves a request open could bring any number of orphans before the one writer.
/// </summary>
internal static class OnBlock
{
    public static void Handle(PeerSession session, BlockMessage block)
    {
        var hash = BlockHeader.HashOf(block.Header);
        session.Known.Add(hash);

        // One that was asked for is no stranger's word: its header is checked, and a body that is bad ends the connection.
        if (session.BlockRequests.Deliver(hash, block)) session.Merits.BroughtBlock();
        else if (session.Unasked.Allows(block.Length)) session.Context.UnaskedBlocks.Take(session, hash, block.Block);
        session.Unasked.Return();
    }
}
