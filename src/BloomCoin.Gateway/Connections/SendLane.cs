using System.Runtime.CompilerServices;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Connections;

/// <summary>Frames for a peer wait in lanes, so that small news is not held back by much data. Within a lane their order is kept.</summary>
internal enum SendLane
{
    /// <summary>Handshake, keepalive and requests: tiny, and somebody waits for each. Never paced.</summary>
    Control,

    /// <summary>Blocks and headers.</summary>
    Chain,

    /// <summary>Everything else: what comes a second later is as good.</summary>
    Bulk,
}

/// <summary>The one table from message type to lane.</summary>
internal static class SendLanes
{
    public const int Count = 3;

    public static SendLane Of<TMessage>(scoped TMessage message)
        where TMessage : IMessage, allows ref struct => Of(TMessage.Type == MessageType.NotFound ? AskedBy(message) : TMessage.Type);

    /// <summary>The lane of a type; NOT_FOUND has that of what was asked for.</summary>
    public static SendLane Of(MessageType type) => type switch
    {
        MessageType.Version or MessageType.Verack or MessageType.Ping or MessageType.Pong => SendLane.Control,
        MessageType.GetHeaders or MessageType.GetBlocks or MessageType.GetTx or MessageType.GetPhase or MessageType.GetAddr => SendLane.Control,
        MessageType.Block or MessageType.Headers => SendLane.Chain,
        MessageType.Tx or MessageType.Mempool or MessageType.Phase or MessageType.Coherence or MessageType.Addr => SendLane.Bulk,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "is in no lane"),
    };

    /// <summary>What NOT_FOUND answers: it must not overtake what was found. The only message whose type does not say its lane.</summary>
    private static MessageType AskedBy<TMessage>(scoped TMessage message)
        where TMessage : IMessage, allows ref struct => Unsafe.As<TMessage, NotFoundMessage>(ref message).Asked;
}
