namespace BloomCoin.Protocol.Messages;

/// <summary>MEMPOOL (0x22): empty, it asks for the inventory and is answered with one; else it is an inventory, asked for or not.</summary>
/// <remarks>
/// wire-protocol 2 and 5. Nothing; or 0 u16 count (0 to 5000), 2 count x 32-byte txid. An inventory of none (two zero bytes) is
/// therefore not the request (no bytes). A peer fetches what it lacks with GET_TX.
/// </remarks>
public readonly ref struct MempoolMessage : IMessage<MempoolMessage>
{
    /// <summary>Most txids of one inventory; the least is none.</summary>
    public const int MaxCount = 5000;

    /// <summary>Bytes of the longest payload.</summary>
    public const int MaxLength = sizeof(ushort) + MaxCount * HashLayout.Size;   // 160 002

    /// <summary>An inventory. The request is <see cref="Request"/>.</summary>
    public MempoolMessage(HashList txids)
    {
        Txids = txids.Within(0, MaxCount);
        IsInventory = true;
    }

    /// <inheritdoc/>
    public static MessageType Type => MessageType.Mempool;

    /// <summary>The message that asks for the inventory.</summary>
    public static MempoolMessage Request => default;

    /// <summary>Whether this is an inventory rather than the request for one.</summary>
    public bool IsInventory { get; }

    /// <summary>Transactions that the sender holds; none in a request.</summary>
    public HashList Txids { get; }

    /// <inheritdoc/>
    public int Length => IsInventory ? Txids.CountedLength : 0;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out MempoolMessage message, out ProtocolViolation violation)
    {
        message = Request;
        violation = ProtocolViolation.None;
        if (payload.IsEmpty) return true;
        if (!HashList.TryReadCounted(payload, 0, MaxCount, out var txids, out violation)) return false;

        message = new MempoolMessage(txids);
        return true;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload)
    {
        if (IsInventory) Txids.WriteCounted(payload);
    }
}
