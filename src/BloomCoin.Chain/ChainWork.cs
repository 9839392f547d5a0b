using System.Numerics;

namespace BloomCoin.Chain;

/// <summary>The work of a chain: the sum of its blocks' work. The best chain has the most.</summary>
public readonly record struct ChainWork(BigInteger Value) : IComparable<ChainWork>
{
    /// <summary>Bytes of the stored form, big-endian, so that stored work sorts as work does.</summary>
    public const int Length = 32;

    public static readonly ChainWork Zero;

    private static readonly BigInteger Most = (BigInteger.One << (8 * Length)) - 1;

    public int CompareTo(ChainWork other) => Value.CompareTo(other.Value);

    /// <summary>Adds, up to the most that 32 bytes hold.</summary>
    /// <remarks>The hash is not compared with the target, so a branch can claim work that nobody could have done.</remarks>
    public static ChainWork operator +(ChainWork left, ChainWork right) => new(BigInteger.Min(left.Value + right.Value, Most));

    public static bool operator >(ChainWork left, ChainWork right) => left.Value > right.Value;

    public static bool operator <(ChainWork left, ChainWork right) => left.Value < right.Value;

    public static bool operator >=(ChainWork left, ChainWork right) => left.Value >= right.Value;

    public static bool operator <=(ChainWork left, ChainWork right) => left.Value <= right.Value;

    public static ChainWork FromBytes(ReadOnlySpan<byte> bytes) => new(new BigInteger(bytes, isUnsigned: true, isBigEndian: true));

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        Value.TryWriteBytes(bytes.AsSpan(Length - Value.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        return bytes;
    }

    public override string ToString() => Value.ToString();
}
