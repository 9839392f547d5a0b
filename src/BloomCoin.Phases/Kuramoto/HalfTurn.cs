using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BloomCoin.Phases.Kuramoto;

/// <summary>sin(pi y) and cos(pi y) for |y| at most 1/2, in double precision.</summary>
/// <remarks>
/// An angle of y turns has 2 sin(pi y) cos(pi y) as its sine and 1 - 2 sin^2(pi y) as its cosine: no folding. Nine terms in y^2, minimax
/// to 4e-18; what is left is rounding, below 1e-15 in an angle's sine and cosine. Only operations that IEEE 754 rounds the same way
/// everywhere, so a run repeats on every machine: the C library's sine may differ in its last bit.
/// </remarks>
internal static class HalfTurn
{
    private const double
        S0 = 3.1415926535897932338, S1 = -5.1677127800499687653, S2 = 2.5501640398772513733, S3 = -0.59926452931768166577,
        S4 = 0.082145886556010968202, S5 = -0.007370430375280840372, S6 = 0.00046629924905416260232, S7 = -0.000021902192935816207131,
        S8 = 7.6854934529111847154e-7;

    private const double
        C0 = 0.99999999999999999609, C1 = -4.9348022005446767737, C2 = 4.0587121264164975449, C3 = -1.3352627688434645931,
        C4 = 0.23533063012980844886, C5 = -0.02580688873935804581, C6 = 0.0019295562836343032185, C7 = -0.00010456658087273931286,
        C8 = 4.1495918670635268621e-6;

    /// <summary>sin(pi y).</summary>
    public static double Sine(double y) => Sine(Vector512.CreateScalar(y)).ToScalar();

    /// <summary>sin and cos of an angle in turns, [-1/2, 1/2].</summary>
    public static (double Sine, double Cosine) Of(double turns)
    {
        var (sine, cosine) = Of(Vector512.CreateScalar(turns));
        return (sine.ToScalar(), cosine.ToScalar());
    }

    /// <inheritdoc cref="Of(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Sine, Vector512<double> Cosine) Of(Vector512<double> turns)
    {
        var sine = Sine(turns);
        var twice = sine + sine;
        return (twice * Cosine(turns * turns), Vector512.FusedMultiplyAdd(-twice, sine, Vector512<double>.One));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Sine(Vector512<double> y)
    {
        var square = y * y;
        var sum = Vector512.FusedMultiplyAdd(Vector512.Create(S8), square, Vector512.Create(S7));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(S6));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(S5));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(S4));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(S3));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(S2));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(S1));
        return y * Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(S0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Cosine(Vector512<double> square)
    {
        var sum = Vector512.FusedMultiplyAdd(Vector512.Create(C8), square, Vector512.Create(C7));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(C6));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(C5));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(C4));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(C3));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(C2));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(C1));
        return Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(C0));
    }
}
