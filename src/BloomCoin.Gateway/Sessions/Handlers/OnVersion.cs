using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>VERSION: a step of the handshake (wire-protocol 3).</summary>
internal static class OnVersion
{
    public static void Handle(PeerSession session, VersionMessage version) =>
        session.OnVersion(version);
}
