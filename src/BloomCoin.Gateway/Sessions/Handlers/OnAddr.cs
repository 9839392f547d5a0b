using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>ADDR: hearsay of other nodes, for the address book as far as the connection's allowance goes.</summary>
internal static class OnAddr
{
    public static void Handle(PeerSession session, AddrMessage message) => session.Addresses.OnAddr(message.Addresses);
}
