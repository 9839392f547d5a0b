namespace BloomCoin.Phases.Kuramoto;

/// <summary>The few functions that a run needs, with the same bits on every machine.</summary>
/// <remarks>
/// The C library behind Math promises that of none. Here are sums, products, quotients, roots and fused multiply-adds in a fixed order,
/// and IEEE 754 leaves nothing open in these.
/// </remarks>
internal static class Repeatable
{
    private const double Log2E = 1.4426950408889634074;

    /// <summary>ln 2 in two parts, the first with 32 zero bits at its end: whole multiples of it are exact.</summary>
    private const double Ln2High = 0.693147180369123816490, Ln2Low = 1.90821492927058770002e-10;

    /// <summary>Minimax of e^x for |x| at most ln 2 / 2, to 3e-18.</summary>
    private const double
        E0 = 0.99999999999999999693, E1 = 0.99999999999999999718, E2 = 0.50000000000000183873, E3 = 0.16666666666666723987,
        E4 = 0.041666666666488083861, E5 = 0.0083333333332994596676, E6 = 0.0013888888952317428337, E7 = 0.00019841269928371493971,
        E8 = 0.000024801485479810931749, E9 = 2.7557209013527527567e-6, E10 = 2.7632640491882381475e-7, E11 = 2.5119696888218534001e-8;

    /// <summary>e^x within some units in the last place.</summary>
    /// <param name="x">-700 to 700.</param>
    public static double Exp(double x)
    {
        var whole = Math.Round(x * Log2E);
        var rest = Math.FusedMultiplyAdd(-whole, Ln2Low, Math.FusedMultiplyAdd(-whole, Ln2High, x));

        // Term pairs beside each other and not one after the other: a step waits for this.
        double square = rest * rest, fourth = square * square;
        var low = Pairs(E3, E2, E1, E0, rest, square);
        var middle = Pairs(E7, E6, E5, E4, rest, square);
        var high = Pairs(E11, E10, E9, E8, rest, square);
        var sum = Math.FusedMultiplyAdd(high, fourth * fourth, Math.FusedMultiplyAdd(middle, fourth, low));
        return sum * BitConverter.Int64BitsToDouble(((long)whole + 1023) << 52);
    }

    /// <summary>ln x within some units in the last place of ln 2 and of the result.</summary>
    /// <param name="x">Normal and positive.</param>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var fraction = BitConverter.Int64BitsToDouble((bits & ((1L << 52) - 1)) | (1023L << 52));
        if (fraction > 1.4142135623730951)
            (fraction, exponent) = (fraction / 2, exponent + 1);

        // ln f = 2 artanh((f - 1) / (f + 1)), a series in a square of at most 0.03.
        var ratio = (fraction - 1) / (fraction + 1);
        var square = ratio * ratio;
        var sum = 0.0;
        for (var odd = 23; odd >= 1; odd -= 2) sum = Math.FusedMultiplyAdd(sum, square, 1.0 / odd);
        return Math.FusedMultiplyAdd(exponent, Ln2High, Math.FusedMultiplyAdd(exponent, Ln2Low, 2 * ratio * sum));
    }

    /// <summary>tan(pi y).</summary>
    /// <param name="y">Above -1/2, below 1/2.</param>
    public static double Tangent(double y) => HalfTurn.Sine(y) / HalfTurn.Sine(0.5 - Math.Abs(y));

    /// <summary>arg(cosine + i sine), turns in [-1/2, 1/2]; 0 of a vector shorter than 1e-150.</summary>
    /// <remarks>
    /// From the angle on the square |x| + |y| = 1, off by at most 0.072 rad, three steps of Newton's: each leaves a sixth of the error's
    /// cube.
    /// </remarks>
    public static double Angle(double sine, double cosine)
    {
        var length = Math.Sqrt(sine * sine + cosine * cosine);
        if (!(length > 0))
            return 0;
        var share = Math.Abs(sine) / (Math.Abs(sine) + Math.Abs(cosine)) / 4;
        var turns = Math.CopySign(cosine < 0 ? 0.5 - share : share, sine);
        for (var i = 0; i < 3; i++)
        {
            var (s, c) = HalfTurn.Of(turns);
            turns -= (cosine * s - sine * c) / (length * (2 * Math.PI));
            turns = Math.Clamp(turns, -0.5, 0.5);
        }

        return turns;
    }

    private static double Pairs(double third, double second, double first, double constant, double x, double square) =>
        Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(third, x, second), square, Math.FusedMultiplyAdd(first, x, constant));
}
