using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>GET_HEADERS is answered with HEADERS of the best chain from the height asked (wire-protocol 5).</summary>
internal static class OnGetHeaders
{
    public static void Handle(PeerSession session, GetHeadersMessage asked) => session.Answers.Add(new HeadersOwed(asked.StartHeight, (int)asked.Count));
}
