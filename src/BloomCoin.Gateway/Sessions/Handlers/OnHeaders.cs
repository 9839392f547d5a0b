using BloomCoin.Chain;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>HEADERS answers our GET_HEADERS; unasked, with 1 to 8 headers, it announces new blocks (wire-protocol 5).</summary>
internal static class OnHeaders
{
    public static void Handle(PeerSession session, HeadersMessage answer)
    {
        if (session.HeaderRequests.Deliver(answer)) return;
        if (!session.Limits.Admits(MessageType.Headers)) return;
        if (answer.Headers.Count is 0 or > HeadersMessage.MaxAnnounced)
        {
            session.Violate(MessageType.Headers, ViolationKind.UnaskedHeaders, $"{answer.Headers.Count} headers that nobody asked for");
            return;
        }

        var height = (uint)Math.Min(uint.MaxValue, answer.StartHeight + (ulong)answer.Headers.Count - 1);
        var announced = BlockHeader.HashOf(answer.Headers[answer.Headers.Count - 1]);
        session.Known.Add(announced);
        session.Announced = announced;
        session.ClaimedHeight = Math.Max(session.ClaimedHeight, height);
        if (height > session.Context.Tip.Height) session.Context.Sessions.Announced();
    }
}
