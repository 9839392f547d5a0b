using static System.Buffers.Binary.BinaryPrimitives;

namespace BloomCoin.Chain;

/// <summary>Writing transactions.</summary>
public sealed partial class Transaction
{
    /// <summary>Writes a transaction. An input whose signature is empty gets 64 zero bytes: sign the result, then create it anew.</summary>
    /// <exception cref="ArgumentException">No inputs, no outputs, or a signature that is not 64 bytes long.</exception>
    public static Transaction Create(
        IReadOnlyList<TransactionInput> inputs, IReadOnlyList<TransactionOutput> outputs, uint lockTime = 0, uint version = 1)
    {
        var bytes = new byte[FixedLength + inputs.Count * TransactionInput.Length + outputs.Count * TransactionOutput.Length];
        WriteUInt32LittleEndian(bytes, version);
        WriteUInt32LittleEndian(bytes.AsSpan(sizeof(uint)), (uint)inputs.Count);
        var rest = bytes.AsSpan(InputsAt);
        foreach (var input in inputs)
        {
            if (input.Signature.Length is not (0 or TransactionInput.SignatureLength))
                throw new ArgumentException($"a signature has 64 bytes, this one {input.Signature.Length}", nameof(inputs));
            input.Spends.TxId.CopyTo(rest);
            WriteUInt32LittleEndian(rest[Hash256.Length..], input.Spends.Index);
            input.Signature.Span.CopyTo(rest[TransactionInput.UnsignedLength..]);
            rest = rest[TransactionInput.Length..];
        }
        WriteUInt32LittleEndian(rest, (uint)outputs.Count);
        rest = rest[sizeof(uint)..];
        foreach (var output in outputs)
        {
            WriteUInt64LittleEndian(rest, output.Amount);
            output.Address.CopyTo(rest[sizeof(ulong)..]);
            rest = rest[TransactionOutput.Length..];
        }
        WriteUInt32LittleEndian(rest, lockTime);
        return TryParse(bytes, out var transaction, out var violation)
            ? transaction
            : throw new ArgumentException(violation.Detail, inputs.Count == 0 ? nameof(inputs) : nameof(outputs));
    }

    /// <summary>The transaction that creates a block's units: one input, prev_tx zero, output_index the height.</summary>
    /// <param name="height">The block's.</param>
    /// <param name="amount">Units: at most the reward and the fees.</param>
    /// <param name="address">Who gets them.</param>
    /// <param name="free">Up to 64 bytes in the signature's place.</param>
    public static Transaction CreateCoinbase(int height, ulong amount, Hash256 address, ReadOnlySpan<byte> free = default)
    {
        var signature = new byte[TransactionInput.SignatureLength];
        free.CopyTo(signature);
        return Create([new(new OutPoint(default, (uint)height), signature)], [new(amount, address)]);
    }
}
