using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>NOT_FOUND: what a peer owes no more.</summary>
internal static class OnNotFound
{
    public static void Handle(PeerSession session, NotFoundMessage answer)
    {
        if (answer.Asked == MessageType.Block) session.BlockRequests.Missing(answer.Hashes.Bytes);
        else session.Context.Transactions.OnMissing(session, answer.Hashes);
    }
}
