using System.Runtime.Intrinsics;

namespace BloomCoin.Phases.Kernels;

/// <summary>Sine and cosine of half a quantised phase, in single precision.</summary>
/// <remarks>
/// A phase q is int16(q) / 65536 turns, so half of it lies within a quarter turn of zero, where short polynomials hold without any
/// folding; sin a = 2 sin(a/2) cos(a/2) and cos a = 1 - 2 sin^2(a/2) lead back. With y = int16(q) / 65536 the half angle is pi y, |y| at
/// most 1/2; both polynomials are in y^2 with five terms, minimax (4e-9 and 5e-8) before their coefficients were rounded.
/// sin a and cos a of each of the 65 536 phases come out within 8e-7.
/// The operations are the same in every width, and each rounds as IEEE 754 says, the fused ones too: so are the bits.
/// </remarks>
internal static class HalfAngle
{
    /// <summary>What int16(q) is multiplied by to give y; exact.</summary>
    public const float Step = 1f / 65536;

    private const float S0 = 3.141592589f, S1 = -5.167707268f, S2 = 2.550036244f, S3 = -0.5980688798f, S4 = 0.07725967036f;
    private const float C0 = 0.9999999535f, C1 = -4.934792859f, C2 = 4.058411915f, C3 = -1.331880163f, C4 = 0.2196967986f;

    /// <summary>sin(pi y) from y and y^2.</summary>
    public static float Sine(float y, float square)
    {
        var sum = MathF.FusedMultiplyAdd(S4, square, S3);
        sum = MathF.FusedMultiplyAdd(sum, square, S2);
        sum = MathF.FusedMultiplyAdd(sum, square, S1);
        return y * MathF.FusedMultiplyAdd(sum, square, S0);
    }

    /// <summary>cos(pi y) from y^2.</summary>
    public static float Cosine(float square)
    {
        var sum = MathF.FusedMultiplyAdd(C4, square, C3);
        sum = MathF.FusedMultiplyAdd(sum, square, C2);
        sum = MathF.FusedMultiplyAdd(sum, square, C1);
        return MathF.FusedMultiplyAdd(sum, square, C0);
    }

    /// <inheritdoc cref="Sine(float, float)"/>
    public static Vector256<float> Sine(Vector256<float> y, Vector256<float> square)
    {
        var sum = Vector256.FusedMultiplyAdd(Vector256.Create(S4), square, Vector256.Create(S3));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(S2));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(S1));
        return y * Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(S0));
    }

    /// <inheritdoc cref="Cosine(float)"/>
    public static Vector256<float> Cosine(Vector256<float> square)
    {
        var sum = Vector256.FusedMultiplyAdd(Vector256.Create(C4), square, Vector256.Create(C3));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(C2));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(C1));
        return Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(C0));
    }

    /// <inheritdoc cref="Sine(float, float)"/>
    public static Vector512<float> Sine(Vector512<float> y, Vector512<float> square)
    {
        var sum = Vector512.FusedMultiplyAdd(Vector512.Create(S4), square, Vector512.Create(S3));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(S2));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(S1));
        return y * Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(S0));
    }

    /// <inheritdoc cref="Cosine(float)"/>
    public static Vector512<float> Cosine(Vector512<float> square)
    {
        var sum = Vector512.FusedMultiplyAdd(Vector512.Create(C4), square, Vector512.Create(C3));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(C2));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(C1));
        return Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(C0));
    }
}
