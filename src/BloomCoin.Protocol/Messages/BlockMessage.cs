namespace BloomCoin.Protocol.Messages;

/// <summary>BLOCK (0x10): one block, as an answer to GET_BLOCKS, or unasked when it is new.</summary>
/// <remarks>wire-protocol 2 and 5. The bytes are the chain's (chain-format, block) and are not looked into here.</remarks>
public readonly ref struct BlockMessage(ReadOnlySpan<byte> block) : IMessage<BlockMessage>
{
    /// <summary>Bytes of the longest payload: 32 MiB.</summary>
    public const int MaxLength = MessageCaps.MaxMessageSize;

    /// <summary>A block opens with its header; fewer bytes are no block at all.</summary>
    public const int MinLength = HeaderLayout.Size;

    /// <inheritdoc/>
    public static MessageType Type => MessageType.Block;

    /// <summary>The whole block.</summary>
    public ReadOnlySpan<byte> Block { get; } = block;

    /// <summary>The first 92 bytes: enough to know the block's hash and whether anybody asked for it.</summary>
    public ReadOnlySpan<byte> Header => Block[..HeaderLayout.Size];

    /// <inheritdoc/>
    public int Length => Block.Length;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out BlockMessage message, out ProtocolViolation violation)
    {
        violation = payload.Between(MinLength, MaxLength);
        message = violation == ProtocolViolation.None ? new BlockMessage(payload) : default;
        return violation == ProtocolViolation.None;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload) => Block.CopyTo(payload);
}
