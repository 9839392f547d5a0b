using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>GET_BLOCKS is answered with one BLOCK per known hash, in the order asked, then NOT_FOUND for the rest (wire-protocol 5).</summary>
internal static class OnGetBlocks
{
    public static void Handle(PeerSession session, GetBlocksMessage asked) => session.Answers.Add(new BlocksOwed(asked.Hashes.Bytes.ToArray()));
}
