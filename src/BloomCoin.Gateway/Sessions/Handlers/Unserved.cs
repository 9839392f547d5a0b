using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>Well-formed messages of services that this node's VERSION does not claim (addresses): taken without penalty or effect.</summary>
internal static class Unserved
{
    public static void Handle<TMessage>(PeerSession session, TMessage message)
        where TMessage : IMessage, allows ref struct
    {
        if (session.Limits.Admits(TMessage.Type)) session.Context.Log.Unserved(TMessage.Type, session.Key);
    }
}
