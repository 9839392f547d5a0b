using BloomCoin.Gateway.Sessions.Handlers;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions;

/// <summary>Takes a payload whose frame is in order.</summary>
internal delegate void MessageHandler(PeerSession session, ReadOnlySpan<byte> payload);

/// <summary>The one table from message type to handler. Every type of wire-protocol 2 stands in it once.</summary>
internal static class MessageHandlers
{
    private static readonly MessageHandler?[] Table = Build(
    [
        Entry<VersionMessage>(OnVersion.Handle),
        Entry<VerackMessage>(OnVerack.Handle),
        Entry<BlockMessage>(OnBlock.Handle),
        Request<GetBlocksMessage>(OnGetBlocks.Handle),
        Entry<HeadersMessage>(OnHeaders.Handle),
        Request<GetHeadersMessage>(OnGetHeaders.Handle),
        Entry<NotFoundMessage>(OnNotFound.Handle),
        Entry<TxMessage>(OnTx.Handle),
        Request<GetTxMessage>(OnGetTx.Handle),
        Entry<MempoolMessage>(OnMempool.Handle),
        Entry<PhaseMessage>(OnPhase.Handle),
        Request<GetPhaseMessage>(OnGetPhase.Handle),
        Entry<CoherenceMessage>(OnCoherence.Handle),
        Entry<AddrMessage>(OnAddr.Handle),
        Request<GetAddrMessage>(OnGetAddr.Handle),
        Request<PingMessage>(OnPing.Handle),
        Entry<PongMessage>(OnPong.Handle),
    ]);

    private delegate void Handle<TMessage>(PeerSession session, TMessage message)
        where TMessage : allows ref struct;

    /// <summary>The handler of a known type; the frame reader lets no other through.</summary>
    public static MessageHandler For(MessageType type) => Table[(byte)type] ?? throw new InvalidOperationException($"{type} has no handler");

    /// <summary>Decodes before it handles: a payload that breaks its message's layout ends the connection.</summary>
    private static (MessageType Type, MessageHandler Handler) Entry<TMessage>(Handle<TMessage> handle)
        where TMessage : IMessage<TMessage>, allows ref struct => (TMessage.Type, (session, payload) =>
        {
            if (TMessage.TryRead(payload, out var message, out var violation)) handle(session, message);
            else session.Violate(TMessage.Type, violation);
        }
    );

    /// <summary>A message that nobody asked for, whatever it holds: it counts before it is looked at (wire-protocol 6).</summary>
    private static (MessageType Type, MessageHandler Handler) Request<TMessage>(Handle<TMessage> handle)
        where TMessage : IMessage<TMessage>, allows ref struct
    {
        var (type, handler) = Entry(handle);
        return (type, (session, payload) =>
        {
            if (session.Limits.Admits(TMessage.Type)) handler(session, payload);
        }
        );
    }

    private static MessageHandler?[] Build((MessageType Type, MessageHandler Handler)[] entries)
    {
        var table = new MessageHandler?[byte.MaxValue + 1];
        foreach (var (type, handler) in entries)
        {
            if (table[(byte)type] is not null) throw new InvalidOperationException($"{type} has two handlers");
            table[(byte)type] = handler;
        }

        return table;
    }
}
