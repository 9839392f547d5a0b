namespace BloomCoin.Protocol.Messages;

/// <summary>The longest payload of each type (wire-protocol 2): what the reader refuses from the header, before buffering a byte.</summary>
public static class MessageCaps
{
    /// <summary>32 MiB: <c>max_message_size</c>, the cap of every type without a smaller one and of types not known yet.</summary>
    public const int MaxMessageSize = 32 << 20;

    private const int Unknown = -1;

    // By type byte, because this is asked once a frame: one load instead of a walk over the ranges of the switch.
    private static readonly int[] ByType = [.. Enumerable.Range(0, byte.MaxValue + 1).Select(type => Cap((MessageType)type))];

    /// <summary>The cap in bytes. False for a type of a later version, whose cap is <see cref="MaxMessageSize"/>.</summary>
    public static bool TryGet(MessageType type, out int cap)
    {
        cap = ByType[(byte)type];
        if (cap != Unknown) return true;

        cap = MaxMessageSize;
        return false;
    }

    private static int Cap(MessageType type) => type switch
    {
        MessageType.Version => VersionMessage.MaxLength,
        MessageType.Verack => VerackMessage.MaxLength,
        MessageType.Block => BlockMessage.MaxLength,
        MessageType.GetBlocks => GetBlocksMessage.MaxLength,
        MessageType.Headers => HeadersMessage.MaxLength,
        MessageType.GetHeaders => GetHeadersMessage.MaxLength,
        MessageType.NotFound => NotFoundMessage.MaxLength,
        MessageType.Tx => TxMessage.MaxLength,
        MessageType.GetTx => GetTxMessage.MaxLength,
        MessageType.Mempool => MempoolMessage.MaxLength,
        MessageType.Phase => PhaseMessage.MaxLength,
        MessageType.GetPhase => GetPhaseMessage.MaxLength,
        MessageType.Coherence => CoherenceMessage.MaxLength,
        MessageType.Addr => AddrMessage.MaxLength,
        MessageType.GetAddr => GetAddrMessage.MaxLength,
        MessageType.Ping => PingMessage.MaxLength,
        MessageType.Pong => PongMessage.MaxLength,
        _ => Unknown,
    };
}
