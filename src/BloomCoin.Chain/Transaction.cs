using System.Diagnostics.CodeAnalysis;
using BloomCoin.Chain.Rules;
using static System.Buffers.Binary.BinaryPrimitives;

namespace BloomCoin.Chain;

/// <summary>Moves units from outputs to outputs.</summary>
/// <remarks>
/// chain-format, Transaction; little-endian: u32 version; u32 inputs, each 32-byte prev_tx, u32 output_index, 64-byte
/// signature; u32 outputs, each u64 amount, 32-byte address; u32 locktime.
/// </remarks>
public sealed partial class Transaction
{
    /// <summary>Version, two counts and locktime: what remains without inputs and outputs.</summary>
    internal const int FixedLength = 4 * sizeof(uint);

    private Transaction(ReadOnlyMemory<byte> bytes, TransactionInput[] inputs, TransactionOutput[] outputs)
    {
        Bytes = bytes;
        Inputs = inputs;
        Outputs = outputs;
        Id = ComputeId();
    }

    /// <summary>The whole transaction.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The txid: double SHA-256 of the signing bytes, so signatures cannot change it.</summary>
    public Hash256 Id { get; }

    /// <summary>1.</summary>
    public uint Version => ReadUInt32LittleEndian(Bytes.Span);

    /// <summary>At least one.</summary>
    public IReadOnlyList<TransactionInput> Inputs { get; }

    /// <summary>At least one.</summary>
    public IReadOnlyList<TransactionOutput> Outputs { get; }

    /// <summary>The least height of a block that may hold it.</summary>
    public uint LockTime => ReadUInt32LittleEndian(Bytes.Span[^sizeof(uint)..]);

    /// <summary>It creates units instead of spending outputs: one input, whose prev_tx is zero.</summary>
    public bool IsCoinbase => Inputs.Count == 1 && Inputs[0].Spends.TxId.IsZero;

    /// <summary>Rule 1 of chain-format for one transaction: its counts fill the bytes exactly.</summary>
    /// <remarks>
    /// One without inputs or outputs is refused here already (rule 3): a block of such transactions would unfold into
    /// ten times its bytes.
    /// </remarks>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out Transaction? transaction,
        [NotNullWhen(false)] out RuleViolation? violation)
    {
        transaction = null;
        violation = CheckLayout(bytes.Span, out var inputs, out var outputs);
        if (violation is not null)
            return false;
        transaction = new Transaction(bytes, ReadInputs(bytes, inputs), ReadOutputs(bytes.Span[OutputsAt(inputs)..], outputs));
        return true;
    }

    /// <summary>The counts are right, so both fit an int and the arrays made by them are smaller than the bytes.</summary>
    private static RuleViolation? CheckLayout(ReadOnlySpan<byte> bytes, out int inputs, out int outputs)
    {
        (inputs, outputs) = (0, 0);
        if (bytes.Length < FixedLength)
            return RuleViolation.Of(Fault.Truncated, $"a transaction has at least {FixedLength} bytes, this one {bytes.Length}");

        var left = bytes.Length - FixedLength;
        var claimedInputs = ReadUInt32LittleEndian(bytes[4..]);
        if (claimedInputs > left / TransactionInput.Length)
            return RuleViolation.Of(Fault.Truncated, $"a transaction of {bytes.Length} bytes claims {claimedInputs} inputs");
        inputs = (int)claimedInputs;
        left -= inputs * TransactionInput.Length;

        var claimedOutputs = ReadUInt32LittleEndian(bytes[(OutputsAt(inputs) - sizeof(uint))..]);
        if (claimedOutputs > left / TransactionOutput.Length)
            return RuleViolation.Of(Fault.Truncated, $"a transaction of {bytes.Length} bytes claims {claimedOutputs} outputs");
        outputs = (int)claimedOutputs;
        left -= outputs * TransactionOutput.Length;

        return left != 0 ? RuleViolation.Of(Fault.TrailingBytes, $"{left} bytes follow a transaction of {bytes.Length - left}")
            : inputs == 0 ? new(Fault.NoInputs, "a transaction has no inputs")
            : outputs == 0 ? new(Fault.NoOutputs, "a transaction has no outputs")
            : null;
    }

    private static TransactionInput[] ReadInputs(ReadOnlyMemory<byte> bytes, int count)
    {
        var inputs = new TransactionInput[count];
        for (var i = 0; i < count; i++)
        {
            var input = bytes.Slice(InputsAt + i * TransactionInput.Length, TransactionInput.Length);
            var spends = new OutPoint(new Hash256(input.Span), ReadUInt32LittleEndian(input.Span[Hash256.Length..]));
            inputs[i] = new TransactionInput(spends, input[TransactionInput.UnsignedLength..]);
        }
        return inputs;
    }

    private static TransactionOutput[] ReadOutputs(ReadOnlySpan<byte> bytes, int count)
    {
        var outputs = new TransactionOutput[count];
        for (var i = 0; i < count; i++)
        {
            var output = bytes[(i * TransactionOutput.Length)..];
            outputs[i] = new TransactionOutput(ReadUInt64LittleEndian(output), new Hash256(output[sizeof(ulong)..]));
        }
        return outputs;
    }

    private const int InputsAt = 2 * sizeof(uint);

    private static int OutputsAt(int inputs) => InputsAt + inputs * TransactionInput.Length + sizeof(uint);
}
