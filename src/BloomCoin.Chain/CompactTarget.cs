using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using BloomCoin.Chain.Rules;

namespace BloomCoin.Chain;

/// <summary>A 256-bit target as Bitcoin's nBits: one byte of length, a sign bit, 23 bits of mantissa.</summary>
public static class CompactTarget
{
    private const uint SignBit = 0x0080_0000;

    private static readonly BigInteger WorkNumerator = BigInteger.One << 256;

    /// <summary>Blocks between two retargets share their difficulty: one entry spares nearly every division.</summary>
    private static volatile CachedWork _lastWork = new(0, default);

    /// <summary>Decodes; a negative, overflowing or zero target is refused by name, since no block can have it.</summary>
    public static bool TryDecode(uint compact, out BigInteger target, [NotNullWhen(false)] out RuleViolation? violation)
    {
        target = default;
        var length = (int)(compact >> 24);
        var mantissa = compact & (SignBit - 1);
        if (length <= 3)
            mantissa >>= 8 * (3 - length);

        violation = mantissa switch
        {
            0 => new(Fault.ZeroTarget, $"the difficulty 0x{compact:x8} is of target zero"),
            _ when (compact & SignBit) != 0 => new(Fault.NegativeTarget, $"the difficulty 0x{compact:x8} is of a negative target"),
            _ when length > 34 || (mantissa > 0xff && length > 33) || (mantissa > 0xffff && length > 32)
                => new(Fault.TargetOverflows, $"the difficulty 0x{compact:x8} is of a target over 256 bits"),
            _ => null,
        };
        if (violation is not null)
            return false;
        target = length <= 3 ? mantissa : (BigInteger)mantissa << (8 * (length - 3));
        return true;
    }

    /// <summary>Encodes a positive target of at most 256 bits; what does not fit the mantissa is cut off.</summary>
    public static uint Encode(BigInteger target)
    {
        var length = target.GetByteCount(isUnsigned: true);
        var mantissa = (uint)(length <= 3 ? target << (8 * (3 - length)) : target >> (8 * (length - 3)));
        if ((mantissa & SignBit) != 0)
        {
            mantissa >>= 8;
            length++;
        }
        return (uint)length << 24 | mantissa;
    }

    /// <summary>The work of one block: floor(2^256 / (target + 1)); none when the compact form is of no target.</summary>
    public static ChainWork Work(uint compact)
    {
        var last = _lastWork;
        if (last.Compact == compact)
            return last.Work;
        var work = TryDecode(compact, out var target, out _) ? new ChainWork(WorkNumerator / (target + 1)) : ChainWork.Zero;
        _lastWork = new CachedWork(compact, work);
        return work;
    }

    /// <summary>How much harder than the easiest target: d = genesis target / target, at least 1 for a valid block (chain-format, rule 5).</summary>
    /// <returns>1 when the compact form is of no target.</returns>
    public static double DifficultyOf(uint compact) =>
        TryDecode(compact, out var target, out _) && TryDecode(Constants.EasiestDifficulty, out var easiest, out _)
            ? Math.Exp(BigInteger.Log(easiest) - BigInteger.Log(target))
            : 1;

    private sealed record CachedWork(uint Compact, ChainWork Work);
}
