namespace BloomCoin.Chain;

/// <summary>One output of a transaction, as an input names it.</summary>
/// <param name="TxId">The transaction; zero in a coinbase.</param>
/// <param name="Index">The output's position; a coinbase puts the block's height here.</param>
public readonly record struct OutPoint(Hash256 TxId, uint Index);

/// <summary>An input: what it spends, and the proof that it may.</summary>
/// <param name="Spends">prev_tx and output_index.</param>
/// <param name="Signature">64 bytes, Ed25519 over the signing bytes; free bytes in a coinbase.</param>
public readonly record struct TransactionInput(OutPoint Spends, ReadOnlyMemory<byte> Signature)
{
    /// <summary>32-byte prev_tx, u32 output_index, 64-byte signature.</summary>
    public const int Length = UnsignedLength + SignatureLength;

    /// <summary>64 bytes.</summary>
    public const int SignatureLength = 64;

    internal const int UnsignedLength = Hash256.Length + sizeof(uint);
}

/// <summary>An output.</summary>
/// <param name="Amount">Units, at most 21 000 000 BLOOM.</param>
/// <param name="Address">The owner's Ed25519 public key.</param>
public readonly record struct TransactionOutput(ulong Amount, Hash256 Address)
{
    /// <summary>u64 amount, 32-byte address.</summary>
    public const int Length = sizeof(ulong) + Hash256.Length;
}
