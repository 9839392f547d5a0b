using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>GET_ADDR: answered with ADDR, once a connection.</summary>
internal static class OnGetAddr
{
    public static void Handle(PeerSession session, GetAddrMessage message) => session.Addresses.OnGetAddr();
}
