using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BloomCoin.Phases.Kernels;

/// <summary>Phases of a row as y of <see cref="HalfAngle"/>: int16(q) / 65536.</summary>
internal static class PhaseLoad
{
    /// <summary>One phase.</summary>
    public static float Turns(ushort quantized) => unchecked((short)quantized) * HalfAngle.Step;

    /// <summary>Eight phases from a place in the row that need not be aligned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Turns256(ref ushort row, nuint at) => Vector256.ConvertToSingle(
        Vector256.WidenLower(Vector128.LoadUnsafe(ref row, at).AsInt16().ToVector256Unsafe())) * HalfAngle.Step;

    /// <summary>Sixteen phases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Turns512(ref ushort row, nuint at) => Vector512.ConvertToSingle(
        Vector512.WidenLower(Vector256.LoadUnsafe(ref row, at).AsInt16().ToVector512Unsafe())) * HalfAngle.Step;
}
