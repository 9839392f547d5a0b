using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>NOT_FOUND: what a peer owes no more. One that answers nothing only counts.</summary>
internal static class OnNotFound
{
    public static void Handle(PeerSession session, NotFoundMessage answer)
    {
        var isAnswer = answer.Asked == MessageType.Block
            ? session.BlockRequests.Missing(answer.Hashes.Bytes)
            : session.Context.Transactions.OnMissing(session, answer.Hashes);
        _ = isAnswer || session.Limits.Admits(MessageType.NotFound);
    }
}
