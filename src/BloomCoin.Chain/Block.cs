using System.Diagnostics.CodeAnalysis;
using BloomCoin.Chain.Rules;
using static System.Buffers.Binary.BinaryPrimitives;

namespace BloomCoin.Chain;

/// <summary>A block that parses (chain-format rule 1). The other rules are functions in <see cref="Rules"/>.</summary>
/// <remarks>92-byte header; u32 cert_len, certificate; u32 tx_count, each u32 tx_len, transaction. Nothing follows.</remarks>
public sealed class Block
{
    /// <summary>The bytes that a transaction of a list takes at least: its length and its four fixed fields.</summary>
    private const int LeastListed = sizeof(uint) + Transaction.FixedLength;

    private Block(ReadOnlyMemory<byte> bytes, Certificate certificate, Transaction[] transactions)
    {
        Bytes = bytes;
        Header = BlockHeader.Read(bytes.Span);
        Hash = BlockHeader.HashOf(bytes.Span);
        Certificate = certificate;
        Transactions = transactions;
    }

    /// <summary>The whole block; its first 92 bytes are the header.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public BlockHeader Header { get; }

    /// <summary>The header's hash. It covers the transactions' ids, neither the signatures nor the certificate.</summary>
    public Hash256 Hash { get; }

    public Certificate Certificate { get; }

    /// <summary>The coinbase first; none in a genesis block.</summary>
    public IReadOnlyList<Transaction> Transactions { get; }

    /// <summary>Rule 1: parses exactly, every float finite, at most 32 MiB. The block keeps <paramref name="bytes"/>.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Block? block, [NotNullWhen(false)] out RuleViolation? violation)
    {
        block = null;
        violation = CheckHeader(bytes.Span);
        if (violation is not null)
            return false;

        var rest = bytes[BlockHeader.Length..];
        if (!TryTake(ref rest, "certificate", out var part, out violation)
            || !Certificate.TryParse(part, out var certificate, out violation)
            || !TryReadTransactions(rest, out var transactions, out violation))
            return false;
        block = new Block(bytes, certificate, transactions);
        return true;
    }

    /// <summary>Writes a block as the miner seals it.</summary>
    /// <exception cref="ArgumentException">The block breaks rule 1.</exception>
    public static Block Create(in BlockHeader header, Certificate certificate, IReadOnlyList<Transaction> transactions)
    {
        var length = BlockHeader.Length + sizeof(uint) + certificate.Bytes.Length + sizeof(uint);
        foreach (var transaction in transactions)
            length = checked(length + sizeof(uint) + transaction.Bytes.Length);

        var bytes = new byte[length];
        header.Write(bytes);
        var rest = WriteListed(bytes.AsSpan(BlockHeader.Length), certificate.Bytes.Span);
        WriteUInt32LittleEndian(rest, (uint)transactions.Count);
        rest = rest[sizeof(uint)..];
        foreach (var transaction in transactions)
            rest = WriteListed(rest, transaction.Bytes.Span);
        return TryParse(bytes, out var block, out var violation)
            ? block
            : throw new ArgumentException(violation.Detail, nameof(header));
    }

    private static RuleViolation? CheckHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Constants.MaxBlockLength)
            return RuleViolation.Of(Fault.TooLarge, $"a block has at most {Constants.MaxBlockLength} bytes, this one {bytes.Length}");
        if (bytes.Length < BlockHeader.Length)
            return RuleViolation.Of(Fault.Truncated, $"a header has {BlockHeader.Length} bytes, this one {bytes.Length}");
        return HeaderRules.CheckFinite(BlockHeader.Read(bytes));
    }

    private static bool TryReadTransactions(
        ReadOnlyMemory<byte> rest, out Transaction[] transactions, [NotNullWhen(false)] out RuleViolation? violation)
    {
        transactions = [];
        violation = rest.Length < sizeof(uint) ? new(Fault.Truncated, "the block ends before its transactions") : null;
        if (violation is not null)
            return false;

        var claimed = ReadUInt32LittleEndian(rest.Span);
        rest = rest[sizeof(uint)..];
        if (claimed > rest.Length / LeastListed)
        {
            violation = RuleViolation.Of(Fault.Truncated, $"{rest.Length} bytes are left for {claimed} transactions");
            return false;
        }

        transactions = new Transaction[claimed];
        for (var i = 0; i < transactions.Length; i++)
        {
            if (!TryTake(ref rest, "transaction", out var part, out violation)
                || !Transaction.TryParse(part, out transactions[i]!, out violation))
            {
                violation = RuleViolation.Of(violation.Fault, $"transaction {i}: {violation.Detail}");
                return false;
            }
        }
        violation = rest.IsEmpty ? null : RuleViolation.Of(Fault.TrailingBytes, $"{rest.Length} bytes follow the last transaction");
        return violation is null;
    }

    /// <summary>Takes u32 length and as many bytes off the front.</summary>
    private static bool TryTake(
        ref ReadOnlyMemory<byte> rest, string what, out ReadOnlyMemory<byte> taken, [NotNullWhen(false)] out RuleViolation? violation)
    {
        taken = default;
        var left = rest.Length - sizeof(uint);
        var length = left < 0 ? 0 : ReadUInt32LittleEndian(rest.Span);
        if (left < 0 || length > left)
        {
            violation = left < 0
                ? RuleViolation.Of(Fault.Truncated, $"the block ends before a {what}")
                : RuleViolation.Of(Fault.Truncated, $"{left} bytes are left for a {what} of {length}");
            return false;
        }
        taken = rest.Slice(sizeof(uint), (int)length);
        rest = rest[(sizeof(uint) + (int)length)..];
        violation = null;
        return true;
    }

    private static Span<byte> WriteListed(Span<byte> destination, ReadOnlySpan<byte> part)
    {
        WriteUInt32LittleEndian(destination, (uint)part.Length);
        part.CopyTo(destination[sizeof(uint)..]);
        return destination[(sizeof(uint) + part.Length)..];
    }
}
