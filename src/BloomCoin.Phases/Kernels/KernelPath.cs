using System.Runtime.Intrinsics;

namespace BloomCoin.Phases.Kernels;

/// <summary>The ways one kernel is written. All give the same bits; they differ in speed alone.</summary>
public enum KernelPath
{
    /// <summary>One oscillator at a time.</summary>
    Scalar,

    /// <summary>Eight at a time: AVX2.</summary>
    Vector256,

    /// <summary>Sixteen at a time: AVX-512.</summary>
    Vector512,
}

/// <summary>What this machine can do.</summary>
public static class KernelPaths
{
    /// <summary>The widest that this machine has in hardware.</summary>
    public static KernelPath Widest { get; } =
        Vector512.IsHardwareAccelerated ? KernelPath.Vector512
        : Vector256.IsHardwareAccelerated ? KernelPath.Vector256
        : KernelPath.Scalar;
}
