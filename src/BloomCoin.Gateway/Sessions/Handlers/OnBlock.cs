using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>BLOCK: a block that was asked for. Blocks that were not are let by before they are buffered.</summary>
internal static class OnBlock
{
    public static void Handle(PeerSession session, BlockMessage block) =>
        session.BlockRequests.Deliver(block);
}
